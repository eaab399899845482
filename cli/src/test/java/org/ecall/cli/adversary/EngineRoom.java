package org.ecall.cli.adversary;

import java.util.Arrays;
import java.util.function.Function;
import org.ecall.engine.EngineException;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SecretAccess;

/** A group whose members use the engine. */
final class EngineRoom implements Room {

  private final CountingBackend backend;
  private final MediaEngine engine;

  EngineRoom(String backendName) {
    backend = new CountingBackend(backendName);
    engine = MediaEngine.open(EngineOptions.defaults().withBackend(backendName), backend.catalog());
  }

  @Override
  public Sender sender(long kid, byte[] baseKey) {
    try (BaseKey key = BaseKey.copyOf(baseKey)) {
      return new EngineSender(engine.newSealer(kid, key));
    } catch (EngineException e) {
      throw new RefusedException(e);
    }
  }

  @Override
  public Member member() {
    return new EngineReceiver(engine.newOpener(), backend);
  }

  @Override
  public GcmKey keyOf(long kid, byte[] baseKey) {
    SecretAccess access = SecretAccess.leaksKeyBytes();
    return derived(
        kid,
        baseKey,
        keys ->
            new GcmKey(
                keys.sframeKey().toByteArray(access), keys.sframeSalt().toByteArray(access)));
  }

  @Override
  public byte[] commitment(long kid, byte[] baseKey) {
    return derived(kid, baseKey, FrameKeys::commitment);
  }

  private static <T> T derived(long kid, byte[] baseKey, Function<FrameKeys, T> what) {
    try (BaseKey base = BaseKey.copyOf(baseKey);
        FrameKeys keys = FrameKeys.derive(EngineOptions.defaults().suite(), kid, base)) {
      return what.apply(keys);
    }
  }

  @Override
  public void close() {
    engine.close();
  }

  /** A frame of a sealer. */
  static byte[] seal(FrameSealer sealer, byte[] payload) {
    byte[] out = new byte[payload.length + FrameSealer.MAX_OVERHEAD_BYTES];
    return Arrays.copyOf(out, sealer.seal(payload, 0, payload.length, out, 0));
  }

  private record EngineSender(FrameSealer sealer) implements Sender {

    @Override
    public byte[] seal(byte[] payload) {
      return EngineRoom.seal(sealer, payload);
    }

    @Override
    public void close() {
      sealer.close();
    }
  }
}
