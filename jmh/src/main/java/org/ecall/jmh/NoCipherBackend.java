package org.ecall.jmh;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;

/**
 * A backend whose keys do nothing, so that what remains is the cost of the protocol core. It passes
 * the engine's self-test honestly, with the cipher of another backend, and stops encrypting only
 * after that.
 */
final class NoCipherBackend implements AeadBackend {

  private final AeadBackend cipher;
  private boolean admitted;

  private NoCipherBackend(AeadBackend cipher) {
    this.cipher = cipher;
  }

  /** An engine whose frames are not encrypted at all. */
  static MediaEngine openEngine(EngineOptions options) {
    var backend = new NoCipherBackend(BackendCatalog.installed().admitted("jdk").orElseThrow());
    var engine =
        MediaEngine.open(
            options.withBackend(backend.name()),
            new BackendCatalog(List.of(() -> List.of(backend))));
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
    return admitted ? new NoCipherKey() : cipher.expandKey(key);
  }

  private static final class NoCipherKey implements AeadKey {

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
        long outOffset) {}

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
        int outOffset) {}

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
      return true;
    }

    @Override
    public void close() {}
  }
}
