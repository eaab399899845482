package org.ecall.engine.spi;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;

/**
 * An implementation of AES-GCM (SP 800-38D) with 96-bit nonces and 128-bit tags. Instances are
 * immutable and may be used by any thread.
 */
public interface AeadBackend {

  /**
   * The stable name by which embedders choose it.
   *
   * @return lower case, for example {@code jdk}
   */
  String name();

  /**
   * Whether it can be used here. Must not throw, and must not load classes of a missing library.
   *
   * @return its version, or why it is absent
   */
  Availability availability();

  /**
   * What it claims of itself.
   *
   * @return properties; empty while it is absent
   */
  Set<BackendProperty> properties();

  /**
   * Those of its properties that it has on every machine, present or not. Telling them starts no
   * library, so that one whose very start is ruled out is never started.
   *
   * @return some of what {@link #properties()} tells once it is present
   */
  default Set<BackendProperty> inherentProperties() {
    return Set.of();
  }

  /**
   * Facts for people and reports, such as which of its implementations the library has chosen for
   * this processor. One of them decides something: {@code kernel}, as figures that were measured
   * with another kernel say nothing about this one.
   *
   * @return names, lower case, and values, in the order in which to show them; empty while it is
   *     absent, and unless overridden
   */
  default Map<String, String> details() {
    return Map.of();
  }

  /**
   * Expands a key, once for its life.
   *
   * @param key 16 bytes (AES-128) or 32 bytes (AES-256), native memory; copied, not kept
   * @return the expanded key, to be closed by the engine
   * @throws IllegalArgumentException if the size is another
   * @throws IllegalStateException if the backend is absent
   */
  AeadKey expandKey(MemorySegment key);

  /**
   * Makes a reusable batch for keys of this backend.
   *
   * @param capacity messages that it can hold, at least 1
   * @return a batch that runs its messages one after the other
   */
  default AeadBatch newBatch(int capacity) {
    return new SequentialAeadBatch(capacity);
  }
}
