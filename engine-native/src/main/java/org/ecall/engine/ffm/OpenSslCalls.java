package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.AeadKey;

/**
 * Typed calls of the system's libcrypto. Contexts, and memory of this module, are addresses; {@code
 * written} is one where the library puts a number of bytes, which is known here. The caller has
 * checked all ranges.
 */
final class OpenSslCalls {

  /**
   * Bytes of input or AAD of one call. Those calls are critical: a garbage collector waits for
   * their end.
   */
  static final int MAX_CALL_BYTES = 1 << 16;

  private static final OpenSslHandles LIBCRYPTO = OpenSslLibrary.get().handles();

  private static final int SEALS = 1;
  private static final int OPENS = 0;
  private static final int AEAD_GET_TAG = 0x10;
  private static final int AEAD_SET_TAG = 0x11;
  private static final int TAG_SIZE = AeadKey.TAG_SIZE_BYTES;

  static {
    ArraySegments.prepare();
  }

  private OpenSslCalls() {}

  /** A context with a key of native memory. */
  static long newContext(MemorySegment cipher, MemorySegment key) {
    try {
      long context = (long) LIBCRYPTO.newContext().invokeExact();
      require(context != 0, "EVP_CIPHER_CTX_new");
      int done =
          (int)
              LIBCRYPTO.init().invokeExact(context, cipher.address(), key.address(), 0L, SEALS, 0L);
      if (done != 1) {
        freeContext(context);
      }
      require(done == 1, "EVP_CipherInit_ex2");
      return context;
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Wipes and frees. */
  static void freeContext(long context) {
    try {
      LIBCRYPTO.freeContext().invokeExact(context);
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Begins a message with a nonce; key and cipher stay. */
  static void begin(long context, boolean seals, long nonce) {
    try {
      int done =
          (int) LIBCRYPTO.init().invokeExact(context, 0L, 0L, nonce, seals ? SEALS : OPENS, 0L);
      require(done == 1, "EVP_CipherInit_ex2");
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Says which tag a message that is opened must have. */
  static void expectTag(long context, long tag) {
    try {
      int done = (int) LIBCRYPTO.control().invokeExact(context, AEAD_SET_TAG, TAG_SIZE, tag);
      require(done == 1, "EVP_CIPHER_CTX_ctrl");
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  static void aad(long context, long written, byte[] aad, int offset, int length) {
    try {
      for (int at = 0; at < length; at += MAX_CALL_BYTES) {
        int size = Math.min(length - at, MAX_CALL_BYTES);
        MemorySegment part = MemorySegment.ofArray(aad).asSlice(offset + at, size);
        int done = (int) LIBCRYPTO.updateAadArrays().invokeExact(context, 0L, written, part, size);
        require(done == 1, "EVP_CipherUpdate");
      }
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  static void aad(long context, long written, MemorySegment aad, long offset, long length) {
    try {
      for (long at = 0; at < length; at += MAX_CALL_BYTES) {
        int size = (int) Math.min(length - at, MAX_CALL_BYTES);
        MemorySegment part = aad.asSlice(offset + at, size);
        int done = (int) LIBCRYPTO.updateAad().invokeExact(context, 0L, written, part, size);
        require(done == 1, "EVP_CipherUpdate");
      }
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  static void data(
      long context, long written, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
    try {
      for (int at = 0; at < length; at += MAX_CALL_BYTES) {
        int size = Math.min(length - at, MAX_CALL_BYTES);
        MemorySegment from = MemorySegment.ofArray(in).asSlice(inOffset + at, size);
        MemorySegment to = MemorySegment.ofArray(out).asSlice(outOffset + at, size);
        int done = (int) LIBCRYPTO.updateArrays().invokeExact(context, to, written, from, size);
        require(done == 1, "EVP_CipherUpdate");
      }
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  static void data(
      long context,
      long written,
      MemorySegment in,
      long inOffset,
      long length,
      MemorySegment out,
      long outOffset) {
    try {
      for (long at = 0; at < length; at += MAX_CALL_BYTES) {
        int size = (int) Math.min(length - at, MAX_CALL_BYTES);
        MemorySegment from = in.asSlice(inOffset + at, size);
        MemorySegment to = out.asSlice(outOffset + at, size);
        int done = (int) LIBCRYPTO.update().invokeExact(context, to, written, from, size);
        require(done == 1, "EVP_CipherUpdate");
      }
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Ends a message that is sealed, and gets its tag. */
  static void endSealing(long context, long written, long finalOutput, long tag) {
    try {
      int done = (int) LIBCRYPTO.finish().invokeExact(context, finalOutput, written);
      require(done == 1, "EVP_CipherFinal_ex");
      done = (int) LIBCRYPTO.control().invokeExact(context, AEAD_GET_TAG, TAG_SIZE, tag);
      require(done == 1, "EVP_CIPHER_CTX_ctrl");
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  /** Ends a message that is opened; whether it has the tag that was expected. */
  static boolean endOpening(long context, long written, long finalOutput) {
    try {
      if ((int) LIBCRYPTO.finish().invokeExact(context, finalOutput, written) == 1) {
        return true;
      }
      // Left in the thread's queue, the error would be taken for another caller's.
      LIBCRYPTO.clearErrors().invokeExact();
      return false;
    } catch (Throwable e) {
      throw SystemLibrary.unexpected(e);
    }
  }

  private static void require(boolean done, String function) throws Throwable {
    if (!done) {
      LIBCRYPTO.clearErrors().invokeExact();
      throw new IllegalStateException("libcrypto: " + function + " failed");
    }
  }
}
