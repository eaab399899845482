package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TestBackend} under any name that can be told to misbehave: then each call writes what it
 * should not and throws.
 */
final class FailingBackend implements AeadBackend {

  static final String VERSION = "1";

  /** Sealing, opening and refusing, with keys of both sizes. */
  static final int CALLS_OF_SELF_TEST = 6;

  private final TestBackend cipher = new TestBackend();
  private final String name;
  private final Set<BackendProperty> properties;
  private final AtomicLong callsUntilFailure = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong failures = new AtomicLong();
  private volatile Throwable failure = new IllegalStateException("with a secret in it");
  private volatile boolean expands = true;
  private int least = 1;

  FailingBackend(String name, BackendProperty... properties) {
    this.name = name;
    this.properties = Set.of(properties);
  }

  /** From now on every call fails. */
  void fail() {
    failAfter(0);
  }

  /** Every call fails after some that do not. */
  void failAfter(long calls) {
    callsUntilFailure.set(calls);
  }

  /** Every call fails with a certain exception or error. */
  void failWith(Throwable thrown) {
    failure = thrown;
    fail();
  }

  /** From now on no key is expanded. */
  void refuseKeys() {
    expands = false;
  }

  /** From now on its batches are not worth it. */
  void workOneByOne() {
    least = TogetherBatch.NEVER;
  }

  /** Calls that did not fail. */
  long cipherCalls() {
    return cipher.cipherCalls();
  }

  /** Calls that failed. */
  long failures() {
    return failures.get();
  }

  int keysOpen() {
    return cipher.keysOpen();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Availability availability() {
    return new Availability.Present(VERSION);
  }

  @Override
  public Set<BackendProperty> properties() {
    return properties;
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    if (!expands) {
      throw new IllegalStateException("no key");
    }
    return new Key(cipher.expandKey(key));
  }

  @Override
  public AeadBatch newBatch(int capacity) {
    return new TogetherBatch(AeadBackend.super.newBatch(capacity), least);
  }

  private void failIfTold(MemorySegment out, long offset, long length) {
    if (callsUntilFailure.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0) {
      return;
    }
    failures.incrementAndGet();
    out.asSlice(offset, length).fill((byte) 0x55);
    FailingBackend.<RuntimeException>sneak(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // throws whatever it was given
  private static <T extends Throwable> @Nullable Void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private final class Key implements AeadKey {

    private final AeadKey key;

    Key(AeadKey key) {
      this.key = key;
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
      failIfTold(out, outOffset, length);
      key.seal(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
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
      failIfTold(out, outOffset, length);
      return key.open(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
