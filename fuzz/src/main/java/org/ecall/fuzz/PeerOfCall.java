package org.ecall.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.hazmat.ExplicitCounterSealer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.EpochSecret;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;

/** The callee, who seals any frame of any epoch when asked to. */
final class PeerOfCall implements AutoCloseable {

  private static final AeadBackend BACKEND = BackendCatalog.installed().require("jdk");
  private static final byte[] PAYLOAD = {1, 2, 3};

  private final List<EpochSecret> epochs = new ArrayList<>();

  PeerOfCall(SessionSecret secret) {
    epochs.add(EpochSecret.first(secret));
  }

  byte[] seal(long epoch, MediaStream stream, long ctr) {
    while (epochs.size() <= epoch) {
      epochs.add(epochs.getLast().next());
    }
    Direction direction = Direction.CALLEE_TO_CALLER;
    long kid = new CallKid(epoch, stream, direction).value();
    try (BaseKey key = epochs.get((int) epoch).baseKey(direction)) {
      return ExplicitCounterSealer.seal(
          BACKEND,
          CipherSuite.AES_256_GCM_SHA512_128,
          key,
          new FrameHeader(kid, ctr),
          new byte[0],
          PAYLOAD);
    }
  }

  @Override
  public void close() {
    epochs.forEach(EpochSecret::close);
  }
}
