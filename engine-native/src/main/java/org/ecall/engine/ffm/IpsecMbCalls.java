package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.ecall.engine.spi.AeadKey;

/**
 * Typed calls of the library's functions. Keys, contexts, nonces and tags are addresses in memory
 * of this module. The caller has checked all ranges.
 */
final class IpsecMbCalls {

  /**
   * Bytes of input or AAD of one call. Those calls are critical: a garbage collector waits for
   * their end.
   */
  static final int MAX_CALL_BYTES = 1 << 16;

  /** Room for gcm_key_data, of which version 1.3 needs a quarter. */
  static final long KEY_SIZE = 4096;

  /** Room for gcm_context_data, of which version 1.3 needs a third. */
  static final long CONTEXT_SIZE = 256;

  /** Of keys. */
  static final long ALIGNMENT = 64;

  private static final AddressLayout OF_ARRAY = SystemLibrary.ofArray();

  private static final long TAG_SIZE = AeadKey.TAG_SIZE_BYTES;

  private static final Linker.Option ON_HEAP = Linker.Option.critical(true);

  private static final MethodHandle EXPAND = handle(FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG));

  private static final MethodHandle MESSAGE = handle(message(ADDRESS), ON_HEAP);
  private static final MethodHandle MESSAGE_IN_ARRAYS = handle(message(OF_ARRAY), ON_HEAP);

  private static final FunctionDescriptor BEGINNING =
      FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);

  private static final MethodHandle BEGIN = handle(BEGINNING, ON_HEAP);

  /** AAD cannot be given in parts: more than a call may have is copied out of the heap. */
  private static final MethodHandle BEGIN_WITH_COPY = handle(BEGINNING);

  private static final MethodHandle PART =
      handle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG), ON_HEAP);

  private static final MethodHandle END =
      handle(
          FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
          Linker.Option.critical(false));

  static {
    ArraySegments.prepare();
  }

  private IpsecMbCalls() {}

  private static FunctionDescriptor message(AddressLayout data) {
    return FunctionDescriptor.ofVoid(
        JAVA_LONG, JAVA_LONG, data, data, JAVA_LONG, JAVA_LONG, data, JAVA_LONG, JAVA_LONG,
        JAVA_LONG);
  }

  /** For functions whose address comes with the call. */
  @SuppressWarnings("restricted")
  private static MethodHandle handle(FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(descriptor, options);
  }

  /** Expands a key of native memory. */
  static void expand(MemorySegment function, MemorySegment keyBytes, long key) {
    try {
      EXPAND.invokeExact(function, keyBytes, key);
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Seals or opens a message and writes its tag. */
  static void message(
      MemorySegment function,
      long key,
      long context,
      long nonce,
      byte[] aad,
      int aadOffset,
      long aadLength,
      byte[] in,
      int inOffset,
      long length,
      byte[] out,
      int outOffset,
      long tag) {
    try {
      MESSAGE_IN_ARRAYS.invokeExact(
          function,
          key,
          context,
          MemorySegment.ofArray(out).asSlice(outOffset),
          MemorySegment.ofArray(in).asSlice(inOffset),
          length,
          nonce,
          MemorySegment.ofArray(aad).asSlice(aadOffset),
          aadLength,
          tag,
          TAG_SIZE);
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Seals or opens a message and writes its tag. */
  static void message(
      MemorySegment function,
      long key,
      long context,
      long nonce,
      MemorySegment aad,
      long aadOffset,
      long aadLength,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset,
      long tag) {
    try {
      MESSAGE.invokeExact(
          function,
          key,
          context,
          out.asSlice(outOffset),
          in.asSlice(inOffset),
          length,
          nonce,
          aad.asSlice(aadOffset),
          aadLength,
          tag,
          TAG_SIZE);
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Begins a message in parts. */
  static void begin(
      MemorySegment function,
      long key,
      long context,
      long nonce,
      MemorySegment aad,
      long offset,
      long length) {
    try {
      if (length <= MAX_CALL_BYTES) {
        BEGIN.invokeExact(function, key, context, nonce, aad.asSlice(offset), length);
      } else {
        beginWithCopy(function, key, context, nonce, aad.asSlice(offset, length));
      }
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  private static void beginWithCopy(
      MemorySegment function, long key, long context, long nonce, MemorySegment aad)
      throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(JAVA_BYTE, aad.byteSize()).copyFrom(aad);
      BEGIN_WITH_COPY.invokeExact(function, key, context, nonce, copy, aad.byteSize());
    }
  }

  /** Seals or opens what follows the beginning. */
  static void parts(
      MemorySegment function,
      long key,
      long context,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset) {
    try {
      for (long at = 0; at < length; at += MAX_CALL_BYTES) {
        PART.invokeExact(
            function,
            key,
            context,
            out.asSlice(outOffset + at),
            in.asSlice(inOffset + at),
            Math.min(length - at, MAX_CALL_BYTES));
      }
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Writes the tag of a message in parts. */
  static void end(MemorySegment function, long key, long context, long tag) {
    try {
      END.invokeExact(function, key, context, tag, TAG_SIZE);
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }
}
