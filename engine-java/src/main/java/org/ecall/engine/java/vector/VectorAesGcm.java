package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;

/** The backend, where the module of vectors is there. */
public final class VectorAesGcm implements AeadBackend {

  private static final int SHORTEST_BITS = 128;

  /** Creates the backend; it has no state. */
  public VectorAesGcm() {}

  @Override
  public String name() {
    return "vector";
  }

  /** Present if there are vectors that a block fits into; its version is that of the JVM. */
  @Override
  public Availability availability() {
    int bits = SlicedState.SPECIES.vectorBitSize();
    return bits >= SHORTEST_BITS
        ? new Availability.Present(Runtime.version().toString())
        : new Availability.Absent(
            "the JVM has vectors of " + bits + " bits only; " + SHORTEST_BITS + " are needed");
  }

  /** See {@code docs/constant-time-vector.md}: interpreted and compiled. */
  @Override
  public Set<BackendProperty> properties() {
    return Set.of(BackendProperty.CONSTANT_TIME);
  }

  @Override
  public Map<String, String> details() {
    return Map.of("vectors", SlicedState.SPECIES.vectorBitSize() + " bits");
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    return new VectorKey(key);
  }

  @Override
  public AeadBatch newBatch(int capacity) {
    return new VectorBatch(capacity);
  }
}
