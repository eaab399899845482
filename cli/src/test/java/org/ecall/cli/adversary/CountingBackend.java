package org.ecall.cli.adversary;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;

/** An installed backend, and how often it is asked to open something or to expand a key. */
final class CountingBackend implements AeadBackend {

  private final AeadBackend backend;
  private final AtomicLong opens = new AtomicLong();

  CountingBackend(String name) {
    backend = BackendCatalog.installed().require(name);
  }

  BackendCatalog catalog() {
    return new BackendCatalog(List.of(() -> List.of(this)));
  }

  long opens() {
    return opens.get();
  }

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public Availability availability() {
    return backend.availability();
  }

  @Override
  public Set<BackendProperty> properties() {
    return backend.properties();
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    return new Key(backend.expandKey(key));
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
      opens.incrementAndGet();
      return key.open(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
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
      return key.open(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
