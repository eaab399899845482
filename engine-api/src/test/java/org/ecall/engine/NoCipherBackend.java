package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;

/**
 * Passes the self-test with a real cipher and encrypts nothing after that, so that what is measured
 * is the engine's own: no allocation, hardly any work. Its tag is the same for all frames; any
 * other is refused.
 */
final class NoCipherBackend implements AeadBackend {

  private static final byte TAG = 0x5a;

  final AtomicLong opens = new AtomicLong();
  private final TestBackend cipher = new TestBackend();
  private boolean admitted;

  /** From how many messages on its batches are worth it. */
  int least = 1;

  static MediaEngine openEngine(NoCipherBackend backend, EngineOptions options) {
    MediaEngine engine = TestEngines.open(options, backend);
    backend.admitted = true;
    return engine;
  }

  @Override
  public String name() {
    return "no-cipher";
  }

  @Override
  public Availability availability() {
    return new Availability.Present("0");
  }

  @Override
  public Set<BackendProperty> properties() {
    return Set.of();
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    return admitted ? new Key() : cipher.expandKey(key);
  }

  @Override
  public AeadBatch newBatch(int capacity) {
    return new TogetherBatch(AeadBackend.super.newBatch(capacity), least);
  }

  private final class Key implements AeadKey {

    @Override
    public void seal(
        int nonceHigh,
        long nonceLow,
        MemorySegment aad,
        long aadOffset,
        long aadLength,
        MemorySegment in,
        long inOffset,
        long length,
        MemorySegment out,
        long outOffset) {
      MemorySegment.copy(in, inOffset, out, outOffset, length);
      for (int i = 0; i < TAG_SIZE_BYTES; i++) {
        out.set(ValueLayout.JAVA_BYTE, outOffset + length + i, TAG);
      }
    }

    @Override
    public boolean open(
        int nonceHigh,
        long nonceLow,
        MemorySegment aad,
        long aadOffset,
        long aadLength,
        MemorySegment in,
        long inOffset,
        long length,
        MemorySegment out,
        long outOffset) {
      opens.incrementAndGet();
      for (int i = 0; i < TAG_SIZE_BYTES; i++) {
        if (in.get(ValueLayout.JAVA_BYTE, inOffset + length + i) != TAG) {
          for (long at = outOffset; at < outOffset + length; at++) {
            out.set(ValueLayout.JAVA_BYTE, at, (byte) 0);
          }
          return false;
        }
      }
      MemorySegment.copy(in, inOffset, out, outOffset, length);
      return true;
    }

    @Override
    public void seal(
        int nonceHigh,
        long nonceLow,
        byte[] aad,
        int aadOffset,
        int aadLength,
        byte[] in,
        int inOffset,
        int length,
        byte[] out,
        int outOffset) {
      System.arraycopy(in, inOffset, out, outOffset, length);
      Arrays.fill(out, outOffset + length, outOffset + length + TAG_SIZE_BYTES, TAG);
    }

    @Override
    public boolean open(
        int nonceHigh,
        long nonceLow,
        byte[] aad,
        int aadOffset,
        int aadLength,
        byte[] in,
        int inOffset,
        int length,
        byte[] out,
        int outOffset) {
      opens.incrementAndGet();
      for (int i = 0; i < TAG_SIZE_BYTES; i++) {
        if (in[inOffset + length + i] != TAG) {
          Arrays.fill(out, outOffset, outOffset + length, (byte) 0);
          return false;
        }
      }
      System.arraycopy(in, inOffset, out, outOffset, length);
      return true;
    }

    @Override
    public void close() {}
  }
}
