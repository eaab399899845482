package org.ecall.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;

/** A backend of the engine, as the engine calls it. */
final class BackendSubject implements Subject {

  private final AeadKey key;

  BackendSubject(AeadBackend backend, byte[] keyBytes) {
    try (Arena arena = Arena.ofConfined()) {
      key = backend.expandKey(arena.allocateFrom(ValueLayout.JAVA_BYTE, keyBytes));
    }
  }

  @Override
  public void seal(long nonce, byte[] aad, byte[] in, int length, byte[] out) {
    key.seal(0, nonce, aad, 0, aad.length, in, 0, length, out, 0);
  }

  @Override
  public boolean open(long nonce, byte[] aad, byte[] in, int length, byte[] out) {
    return key.open(0, nonce, aad, 0, aad.length, in, 0, length, out, 0);
  }

  @Override
  public void seal(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out) {
    key.seal(
        0,
        nonce,
        aad.segment(),
        0,
        aad.segment().byteSize(),
        in.segment(),
        0,
        length,
        out.segment(),
        0);
  }

  @Override
  public boolean open(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out) {
    return key.open(
        0,
        nonce,
        aad.segment(),
        0,
        aad.segment().byteSize(),
        in.segment(),
        0,
        length,
        out.segment(),
        0);
  }

  @Override
  public void close() {
    key.close();
  }
}
