package org.ecall.engine.java;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM on the Vector API. The module with that API is incubating, so that an application has to
 * ask for it; the package that uses it is loaded by name when it did, and not otherwise.
 */
final class VectorBackend implements AeadBackend {

  private static final String NAME = "vector";
  private static final String MODULE = "jdk.incubator.vector";
  private static final String IMPLEMENTATION = "org.ecall.engine.java.vector.VectorAesGcm";

  /** What came of loading it: one of the two is set. */
  private record Loaded(@Nullable AeadBackend backend, String reason) {}

  private volatile @Nullable Loaded loaded;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Availability availability() {
    Loaded known = loaded();
    AeadBackend backend = known.backend();
    return backend != null ? backend.availability() : new Availability.Absent(known.reason());
  }

  @Override
  public Set<BackendProperty> properties() {
    AeadBackend backend = present();
    return backend != null ? backend.properties() : Set.of();
  }

  @Override
  public Set<BackendProperty> inherentProperties() {
    return Set.of(BackendProperty.CONSTANT_TIME);
  }

  @Override
  public Map<String, String> details() {
    AeadBackend backend = present();
    return backend != null ? backend.details() : Map.of();
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    return required().expandKey(key);
  }

  @Override
  public AeadBatch newBatch(int capacity) {
    return required().newBatch(capacity);
  }

  private AeadBackend required() {
    AeadBackend backend = present();
    if (backend == null) {
      String reason =
          availability() instanceof Availability.Absent absent ? absent.reason() : "not loaded";
      throw new IllegalStateException("backend '" + NAME + "' is absent: " + reason);
    }
    return backend;
  }

  private @Nullable AeadBackend present() {
    AeadBackend backend = loaded().backend();
    return backend != null && backend.availability() instanceof Availability.Present
        ? backend
        : null;
  }

  private Loaded loaded() {
    Loaded known = loaded;
    if (known == null) {
      known = load();
      loaded = known;
    }
    return known;
  }

  private static Loaded load() {
    Module vectors = ModuleLayer.boot().findModule(MODULE).orElse(null);
    if (vectors == null) {
      return new Loaded(null, "the module " + MODULE + " is not there: --add-modules " + MODULE);
    }
    try {
      VectorBackend.class.getModule().addReads(vectors);
      Object backend = Class.forName(IMPLEMENTATION).getConstructor().newInstance();
      return new Loaded((AeadBackend) backend, "");
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      // The module is incubating: another JDK may have another one.
      return new Loaded(null, "the module " + MODULE + " does not fit: " + e);
    }
  }
}
