package org.ecall.engine.select;

import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ecall.engine.TestBackend;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;

/** A backend under any name, present or not, with one thing wrong or none. */
record FakeBackend(String name, Availability availability, UnaryOperator<AeadKey> fault)
    implements AeadBackend {

  static final Map<String, String> DETAILS = details("library", "kernel", "cpu", "answer");

  private static final AeadBackend CIPHER = new TestBackend();

  private static Map<String, String> details(String... names) {
    Map<String, String> details = new LinkedHashMap<>();
    for (String name : names) {
      details.put(name, "of " + name);
    }
    return details;
  }

  static FakeBackend working(String name) {
    return broken(name, key -> key);
  }

  static FakeBackend broken(String name, UnaryOperator<AeadKey> fault) {
    return new FakeBackend(name, new Availability.Present("1.2.3"), fault);
  }

  static FakeBackend absent(String name, String reason) {
    return new FakeBackend(name, new Availability.Absent(reason), key -> key);
  }

  @Override
  public Set<BackendProperty> properties() {
    return Set.of(BackendProperty.FIPS);
  }

  @Override
  public Map<String, String> details() {
    return DETAILS;
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    if (availability instanceof Availability.Absent) {
      throw new AssertionError("an absent backend was used");
    }
    return fault.apply(CIPHER.expandKey(key));
  }

  /** Passes everything on, for faults to override. */
  static class Delegating implements AeadKey {

    private final AeadKey key;

    Delegating(AeadKey key) {
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
      return key.open(
          nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset, length, out, outOffset);
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
