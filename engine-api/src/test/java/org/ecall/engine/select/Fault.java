package org.ecall.engine.select;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ecall.engine.spi.AeadKey;

/** What can be wrong with a backend, each alone. */
enum Fault {
  WRONG_CIPHERTEXT("wrong ciphertext or tag"),
  WRONG_TAG("wrong ciphertext or tag"),
  IGNORES_AAD("wrong ciphertext or tag"),
  OPENS_NOTHING("does not open"),
  OPENS_TO_SOMETHING_ELSE("does not open"),
  LETS_A_CHANGED_TAG_THROUGH("changed tag is let through"),
  LEAVES_PLAINTEXT_ON_FAILURE("refusing writes something else than zeros"),
  WRITES_BESIDE_ITS_OUTPUT_ON_FAILURE("refusing writes something else than zeros"),
  THROWS_ON_SEAL("self-test ended with java.lang.IllegalStateException: on seal"),
  THROWS_ON_OPEN("self-test ended with java.lang.IllegalStateException: on open"),
  MISSES_A_LIBRARY("self-test ended with java.lang.UnsatisfiedLinkError: no such library"),
  THROWS_ON_CLOSE("self-test ended with java.lang.IllegalStateException: on close");

  final String reason;

  Fault(String reason) {
    this.reason = reason;
  }

  /** The other fields of a message are as they should be. */
  AeadKey in(AeadKey key) {
    return new FaultyKey(key);
  }

  private final class FaultyKey extends FakeBackend.Delegating {

    FaultyKey(AeadKey key) {
      super(key);
    }

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
      if (Fault.this == THROWS_ON_SEAL) {
        throw new IllegalStateException("on seal");
      }
      if (Fault.this == MISSES_A_LIBRARY) {
        throw new UnsatisfiedLinkError("no such library");
      }
      long aadUsed = Fault.this == IGNORES_AAD ? 0 : aadLength;
      super.seal(
          nonceHigh, nonceLow, aad, aadOffset, aadUsed, in, inOffset, length, out, outOffset);
      if (Fault.this == WRONG_CIPHERTEXT) {
        flip(out, outOffset + length / 2);
      } else if (Fault.this == WRONG_TAG) {
        flip(out, outOffset + length + TAG_SIZE_BYTES - 1);
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
      if (Fault.this == THROWS_ON_OPEN) {
        throw new IllegalStateException("on open");
      }
      boolean opened =
          super.open(
              nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
      return switch (Fault.this) {
        case OPENS_NOTHING -> false;
        case OPENS_TO_SOMETHING_ELSE -> {
          flip(out, outOffset);
          yield opened;
        }
        case LETS_A_CHANGED_TAG_THROUGH -> true;
        case LEAVES_PLAINTEXT_ON_FAILURE -> {
          if (!opened) {
            flip(out, outOffset + 3);
          }
          yield opened;
        }
        case WRITES_BESIDE_ITS_OUTPUT_ON_FAILURE -> {
          if (!opened) {
            flip(out, outOffset + length);
          }
          yield opened;
        }
        default -> opened;
      };
    }

    @Override
    public void close() {
      super.close();
      if (Fault.this == THROWS_ON_CLOSE) {
        throw new IllegalStateException("on close");
      }
    }

    private static void flip(MemorySegment out, long at) {
      byte was = out.get(ValueLayout.JAVA_BYTE, at);
      out.set(ValueLayout.JAVA_BYTE, at, (byte) (was ^ 1));
    }
  }
}
