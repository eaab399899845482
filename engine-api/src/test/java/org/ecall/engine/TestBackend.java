package org.ecall.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.ecall.engine.spi.KeyClosedException;

/**
 * The AES-GCM of the JDK behind the SPI, as plain as it can be: a cipher object for each message.
 * Counts what reaches it, and fails where the engine breaks a promise that the SPI makes to
 * backends.
 */
public final class TestBackend implements AeadBackend {

  /** The name of every instance. */
  public static final String NAME = "test";

  private final AtomicLong cipherCalls = new AtomicLong();
  private final AtomicInteger keysExpanded = new AtomicInteger();
  private final AtomicInteger keysOpen = new AtomicInteger();
  private final AtomicInteger sealsLeft = new AtomicInteger();
  private volatile Runnable afterThem = () -> {};

  /** Does something once that many more messages are sealed. */
  void afterSeals(int messages, Runnable action) {
    afterThem = action;
    sealsLeft.set(messages);
  }

  /** Messages that were sealed or opened, whatever became of them. */
  public long cipherCalls() {
    return cipherCalls.get();
  }

  /** Keys that were expanded so far. */
  public int keysExpanded() {
    return keysExpanded.get();
  }

  /** Keys that are not closed yet. */
  public int keysOpen() {
    return keysOpen.get();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Availability availability() {
    return new Availability.Present("1");
  }

  @Override
  public Set<BackendProperty> properties() {
    return Set.of(BackendProperty.CONSTANT_TIME);
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    keysExpanded.incrementAndGet();
    keysOpen.incrementAndGet();
    return new Key(new SecretKeySpec(key.toArray(ValueLayout.JAVA_BYTE), "AES"));
  }

  private final class Key implements AeadKey {

    private final SecretKeySpec key;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    Key(SecretKeySpec key) {
      this.key = key;
    }

    private Cipher cipher(int mode, int nonceHigh, long nonceLow) throws GeneralSecurityException {
      byte[] nonce = ByteBuffer.allocate(12).putInt(nonceHigh).putLong(nonceLow).array();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      cipher.init(mode, key, new GCMParameterSpec(TAG_SIZE_BYTES * Byte.SIZE, nonce));
      return cipher;
    }

    private void enter() {
      cipherCalls.incrementAndGet();
      lock.readLock().lock();
      if (closed) {
        lock.readLock().unlock();
        throw new KeyClosedException();
      }
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
      requireApart(in.asSlice(inOffset, length), out.asSlice(outOffset, length + TAG_SIZE_BYTES));
      requireApart(aad.asSlice(aadOffset, aadLength), out.asSlice(outOffset, length));
      enter();
      try {
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonceHigh, nonceLow);
        cipher.updateAAD(bytes(aad, aadOffset, aadLength));
        write(cipher.doFinal(bytes(in, inOffset, length)), out, outOffset);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      } finally {
        lock.readLock().unlock();
      }
      if (sealsLeft.getAndDecrement() == 1) {
        afterThem.run();
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
      requireApart(in.asSlice(inOffset, length + TAG_SIZE_BYTES), out.asSlice(outOffset, length));
      requireApart(aad.asSlice(aadOffset, aadLength), out.asSlice(outOffset, length));
      enter();
      try {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonceHigh, nonceLow);
        cipher.updateAAD(bytes(aad, aadOffset, aadLength));
        write(cipher.doFinal(bytes(in, inOffset, length + TAG_SIZE_BYTES)), out, outOffset);
        return true;
      } catch (AEADBadTagException e) {
        out.asSlice(outOffset, length).fill((byte) 0);
        return false;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      } finally {
        lock.readLock().unlock();
      }
    }

    /** The engine copies what overlaps, so that no backend has to care. */
    private static void requireApart(MemorySegment read, MemorySegment written) {
      if (read.byteSize() != 0 && read.asOverlappingSlice(written).isPresent()) {
        throw new AssertionError("output overlaps input or additional data");
      }
    }

    private static byte[] bytes(MemorySegment segment, long offset, long length) {
      return segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static void write(byte[] bytes, MemorySegment out, long offset) {
      MemorySegment.copy(bytes, 0, out, ValueLayout.JAVA_BYTE, offset, bytes.length);
    }

    @Override
    public void close() {
      lock.writeLock().lock();
      try {
        if (!closed) {
          closed = true;
          keysOpen.decrementAndGet();
        }
      } finally {
        lock.writeLock().unlock();
      }
    }
  }
}
