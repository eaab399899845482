package org.ecall.stress;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;

/** Works until it is told to fail, and then fails always. It stands first in the engine's order. */
final class FailingBackend implements AeadBackend {

  private final AeadBackend backend = BackendCatalog.installed().require("jdk");

  /** For all keys: what is expanded for the self-test must work. */
  volatile boolean fails;

  @Override
  public String name() {
    return "native";
  }

  @Override
  public Availability availability() {
    return new Availability.Present("1");
  }

  @Override
  public Set<BackendProperty> properties() {
    return Set.of();
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

    private void failIfTold() {
      if (fails) {
        throw new IllegalStateException("told to");
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
      failIfTold();
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
      failIfTold();
      return key.open(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
