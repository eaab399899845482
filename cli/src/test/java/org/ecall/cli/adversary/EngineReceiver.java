package org.ecall.cli.adversary;

import java.util.Arrays;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;

/** Receives with the engine. */
final class EngineReceiver implements Room.Member {

  private final FrameOpener opener;
  private final CountingBackend backend;
  private final OpenResult result = new OpenResult();
  private final byte[] out = new byte[1 << 12];

  EngineReceiver(FrameOpener opener, CountingBackend backend) {
    this.opener = opener;
    this.backend = backend;
  }

  @Override
  public OpenStatus open(byte[] frame) {
    return opener.open(frame, 0, frame.length, out, 0, result);
  }

  @Override
  public byte[] plaintext() {
    return Arrays.copyOf(out, result.sizeBytes());
  }

  @Override
  public byte[] output() {
    return out;
  }

  @Override
  public long cipherCalls() {
    return backend.opens();
  }

  @Override
  public void admit(long kid, byte[] baseKey) {
    try (BaseKey key = BaseKey.copyOf(baseKey)) {
      opener.addKey(kid, key);
    } catch (IllegalStateException e) {
      throw new RefusedException(e);
    }
  }

  @Override
  public void expel(long kid) {
    opener.retireKey(kid);
  }
}
