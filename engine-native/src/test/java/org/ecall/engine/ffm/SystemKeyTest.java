package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ecall.engine.spi.KeyClosedException;
import org.junit.jupiter.api.Test;

/** What becomes of keys and lanes when the library fails. */
class SystemKeyTest {

  private static final byte[] NO_AAD = new byte[0];

  private int made;
  private int closed;
  private boolean fails;

  /** Writes ones, and then fails or not. */
  private final class Lane implements SystemLane {

    Lane() {
      made++;
    }

    private boolean write(MemorySegment out) {
      out.fill((byte) 1);
      if (fails) {
        throw new IllegalStateException("the library failed");
      }
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
      write(MemorySegment.ofArray(out));
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
      write(out);
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
      return write(MemorySegment.ofArray(out));
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
      return write(out);
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private SystemKey key() {
    return new SystemKey(32, 64, secret -> secret.fill((byte) 7), secret -> new Lane());
  }

  @Test
  void aLaneThatFailedIsNotUsedAgain() {
    try (SystemKey key = key()) {
      byte[] out = new byte[32];
      key.seal(1, 2, NO_AAD, 0, 0, new byte[16], 0, 16, out, 0);
      assertThat(made).isEqualTo(1);
      fails = true;
      assertThatIllegalStateException()
          .isThrownBy(() -> key.seal(1, 2, NO_AAD, 0, 0, new byte[16], 0, 16, out, 0));
      assertThat(closed).isEqualTo(1);
      fails = false;
      key.seal(1, 2, NO_AAD, 0, 0, new byte[16], 0, 16, out, 0);
      assertThat(made).isEqualTo(2);
    }
    assertThat(closed).isEqualTo(2);
  }

  @Test
  void nothingIsLeftWhereOpeningFailed() {
    fails = true;
    byte[] out = new byte[16];
    MemorySegment segment = MemorySegment.ofArray(out);
    MemorySegment in = MemorySegment.ofArray(new byte[32]);
    try (SystemKey key = key()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> key.open(1, 2, NO_AAD, 0, 0, new byte[32], 0, 16, out, 0));
      assertThat(out).containsOnly(0);
      Arrays.fill(out, (byte) 2);
      assertThatIllegalStateException()
          .isThrownBy(() -> key.open(1, 2, MemorySegment.NULL, 0, 0, in, 0, 16, segment, 0));
      assertThat(out).containsOnly(0);
    }
  }

  @Test
  void rangesAreCheckedBeforeTheLibraryIsCalled() {
    fails = true;
    byte[] in = new byte[32];
    byte[] out = new byte[31];
    MemorySegment inSegment = MemorySegment.ofArray(in);
    MemorySegment outSegment = MemorySegment.ofArray(out);
    try (SystemKey key = key()) {
      isOutOfBounds(() -> key.seal(1, 2, NO_AAD, 0, 1, in, 0, 15, out, 0));
      isOutOfBounds(() -> key.seal(1, 2, NO_AAD, 0, 0, in, 18, 15, out, 0));
      isOutOfBounds(() -> key.seal(1, 2, NO_AAD, 0, 0, in, 0, 16, out, 0));
      isOutOfBounds(() -> key.open(1, 2, NO_AAD, 0, 0, in, 0, 17, out, 0));
      isOutOfBounds(() -> key.open(1, 2, NO_AAD, 0, 0, in, 0, 16, out, 16));
      isOutOfBounds(() -> key.open(1, 2, NO_AAD, 0, 0, in, 0, -1, out, 0));
      isOutOfBounds(
          () -> key.seal(1, 2, MemorySegment.NULL, 0, 0, inSegment, 0, 16, outSegment, 0));
      isOutOfBounds(
          () -> key.open(1, 2, MemorySegment.NULL, 0, 0, inSegment, 0, 17, outSegment, 0));
      assertThat(out).containsOnly(0);
      assertThat(closed).isZero();
    }
  }

  private static void isOutOfBounds(Runnable call) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call::run);
  }

  @Test
  void aKeyThatTheLibraryRefusesIsWiped() {
    MemorySegment[] secret = new MemorySegment[1];
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new SystemKey(
                    32,
                    64,
                    memory -> {
                      secret[0] = memory;
                      throw new IllegalStateException("refused");
                    },
                    memory -> new Lane()))
        .withMessage("refused");
    assertThat(secret[0].scope().isAlive()).isFalse();
  }

  @Test
  void closedForAll() throws InterruptedException {
    SystemKey key = key();
    Thread[] closers = new Thread[4];
    for (int i = 0; i < closers.length; i++) {
      closers[i] = new Thread(key::close);
      closers[i].start();
    }
    for (Thread closer : closers) {
      closer.join();
    }
    assertThat(closed).isEqualTo(1);
    assertThatExceptionOfType(KeyClosedException.class)
        .isThrownBy(() -> key.seal(1, 2, NO_AAD, 0, 0, NO_AAD, 0, 0, new byte[16], 0));
  }
}
