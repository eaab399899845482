package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.ecall.engine.spi.AeadKey;

/**
 * The functions of the library that this process has loaded, with types. Only to be touched once
 * {@link NativeBackend#availability()} says that it is present: the handles are constants of this
 * class, so that a call is compiled to a call. What the parameters are is said in {@code
 * ecall/engine.h}; keys, streams and tables are addresses that the caller keeps alive. Where ranges
 * come as offset and size, they are checked here.
 */
final class NativeCalls {

  private static final NativeFunctions FUNCTIONS = NativeBackend.library().functions();

  static final long KEY_BYTES = FUNCTIONS.keyBytes();
  static final long STREAM_BYTES = FUNCTIONS.streamBytes();

  /** Bytes of input and additional data for one call that a collector has to wait for. */
  static final long CALL_BYTES = FUNCTIONS.callBytes();

  static {
    ArraySegments.prepare();
  }

  private NativeCalls() {}

  /** The linker does not look at that. */
  static void requireWritable(MemorySegment out) {
    if (out.isReadOnly()) {
      throw new IllegalArgumentException("the output is read-only");
    }
  }

  static boolean keyExpand(long key, MemorySegment bytes) {
    try {
      return (int) FUNCTIONS.keyExpand().invokeExact(key, bytes, bytes.byteSize()) != 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void keyWipe(long key) {
    try {
      FUNCTIONS.keyWipe().invokeExact(key);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Seals a message in arrays. */
  static void seal(
      long key,
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadSize,
      byte[] in,
      int inOffset,
      int size,
      byte[] out,
      int outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.length);
    Objects.checkFromIndexSize(inOffset, size, in.length);
    Objects.checkFromIndexSize(outOffset, size + AeadKey.TAG_SIZE_BYTES, out.length);
    try {
      FUNCTIONS
          .sealArrays()
          .invokeExact(
              key,
              nonceHigh,
              nonceLow,
              MemorySegment.ofArray(aad),
              (long) aadOffset,
              (long) aadSize,
              MemorySegment.ofArray(in),
              (long) inOffset,
              (long) size,
              MemorySegment.ofArray(out),
              (long) outOffset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Opens a message in arrays. */
  static boolean open(
      long key,
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadSize,
      byte[] in,
      int inOffset,
      int size,
      byte[] out,
      int outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.length);
    Objects.checkFromIndexSize(inOffset, size + AeadKey.TAG_SIZE_BYTES, in.length);
    Objects.checkFromIndexSize(outOffset, size, out.length);
    try {
      return (int)
              FUNCTIONS
                  .openArrays()
                  .invokeExact(
                      key,
                      nonceHigh,
                      nonceLow,
                      MemorySegment.ofArray(aad),
                      (long) aadOffset,
                      (long) aadSize,
                      MemorySegment.ofArray(in),
                      (long) inOffset,
                      (long) size,
                      MemorySegment.ofArray(out),
                      (long) outOffset)
          != 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Seals a message in native memory. */
  static void sealNative(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadSize,
      MemorySegment in,
      long inOffset,
      long size,
      MemorySegment out,
      long outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, size, in.byteSize());
    Objects.checkFromIndexSize(outOffset, size + AeadKey.TAG_SIZE_BYTES, out.byteSize());
    try {
      FUNCTIONS
          .sealNative()
          .invokeExact(
              key, nonceHigh, nonceLow, aad, aadOffset, aadSize, in, inOffset, size, out,
              outOffset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Opens a message in native memory. */
  static boolean openNative(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadSize,
      MemorySegment in,
      long inOffset,
      long size,
      MemorySegment out,
      long outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, size + AeadKey.TAG_SIZE_BYTES, in.byteSize());
    Objects.checkFromIndexSize(outOffset, size, out.byteSize());
    try {
      return (int)
              FUNCTIONS
                  .openNative()
                  .invokeExact(
                      key, nonceHigh, nonceLow, aad, aadOffset, aadSize, in, inOffset, size, out,
                      outOffset)
          != 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Seals a message in segments of any kind. */
  static void sealMixed(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadSize,
      MemorySegment in,
      long inOffset,
      long size,
      MemorySegment out,
      long outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, size, in.byteSize());
    Objects.checkFromIndexSize(outOffset, size + AeadKey.TAG_SIZE_BYTES, out.byteSize());
    try {
      FUNCTIONS
          .sealMixed()
          .invokeExact(
              key, nonceHigh, nonceLow, aad, aadOffset, aadSize, in, inOffset, size, out,
              outOffset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Opens a message in segments of any kind. */
  static boolean openMixed(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadSize,
      MemorySegment in,
      long inOffset,
      long size,
      MemorySegment out,
      long outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, size + AeadKey.TAG_SIZE_BYTES, in.byteSize());
    Objects.checkFromIndexSize(outOffset, size, out.byteSize());
    try {
      return (int)
              FUNCTIONS
                  .openMixed()
                  .invokeExact(
                      key, nonceHigh, nonceLow, aad, aadOffset, aadSize, in, inOffset, size, out,
                      outOffset)
          != 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Seals a message of any size in native memory: no collector waits for it. */
  static void sealAtLeisure(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadSize,
      MemorySegment in,
      long inOffset,
      long size,
      MemorySegment out,
      long outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, size, in.byteSize());
    Objects.checkFromIndexSize(outOffset, size + AeadKey.TAG_SIZE_BYTES, out.byteSize());
    try {
      FUNCTIONS
          .sealAtLeisure()
          .invokeExact(
              key, nonceHigh, nonceLow, aad, aadOffset, aadSize, in, inOffset, size, out,
              outOffset);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Opens a message of any size in native memory: no collector waits for it. */
  static boolean openAtLeisure(
      long key,
      int nonceHigh,
      long nonceLow,
      MemorySegment aad,
      long aadOffset,
      long aadSize,
      MemorySegment in,
      long inOffset,
      long size,
      MemorySegment out,
      long outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadSize, aad.byteSize());
    Objects.checkFromIndexSize(inOffset, size + AeadKey.TAG_SIZE_BYTES, in.byteSize());
    Objects.checkFromIndexSize(outOffset, size, out.byteSize());
    try {
      return (int)
              FUNCTIONS
                  .openAtLeisure()
                  .invokeExact(
                      key, nonceHigh, nonceLow, aad, aadOffset, aadSize, in, inOffset, size, out,
                      outOffset)
          != 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Works off a table. */
  static void batch(
      MemorySegment messages,
      long first,
      long count,
      MemorySegment base1,
      MemorySegment base2,
      MemorySegment base3,
      MemorySegment base4) {
    try {
      FUNCTIONS.batch().invokeExact(messages, first, count, base1, base2, base3, base4);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void streamBegin(long stream, long key, int nonceHigh, long nonceLow) {
    try {
      FUNCTIONS.streamBegin().invokeExact(stream, key, nonceHigh, nonceLow);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void streamAad(long stream, long key, MemorySegment aad, long size) {
    try {
      FUNCTIONS.streamAad().invokeExact(stream, key, aad, size);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void streamSeal(long stream, long key, MemorySegment in, long size, MemorySegment out) {
    try {
      FUNCTIONS.streamSeal().invokeExact(stream, key, in, size, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void streamOpen(long stream, long key, MemorySegment in, long size, MemorySegment out) {
    try {
      FUNCTIONS.streamOpen().invokeExact(stream, key, in, size, out);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void streamSealEnd(long stream, long key, MemorySegment tag) {
    try {
      FUNCTIONS.streamSealEnd().invokeExact(stream, key, tag);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static boolean streamOpenEnd(long stream, long key, MemorySegment tag) {
    try {
      return (int) FUNCTIONS.streamOpenEnd().invokeExact(stream, key, tag) != 0;
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /**
   * What a handle throws: memory whose arena is closed or belongs to another thread, or an error of
   * the JVM. Handles declare {@code Throwable}, but no function throws a checked exception.
   */
  static RuntimeException unexpected(Throwable e) {
    if (e instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (e instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a native function threw", e);
  }
}
