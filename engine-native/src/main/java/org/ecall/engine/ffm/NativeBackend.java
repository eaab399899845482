package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/** AES-GCM of the library in {@code native-src}. Loads it when it is first asked about. */
final class NativeBackend implements AeadBackend {

  private static final String NAME = "native";

  /** Made by the first question, once for the process. */
  private static final class Loaded {
    static final @Nullable NativeLibrary LIBRARY;
    static final String ABSENT;

    static {
      NativeLibrary library = null;
      String absent = "";
      try {
        library = NativeLoader.load();
      } catch (LoadException e) {
        absent = e.reason();
      } catch (RuntimeException | LinkageError e) {
        absent = "loading the library ended with " + e;
      }
      LIBRARY = library;
      ABSENT = absent;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Availability availability() {
    NativeLibrary library = Loaded.LIBRARY;
    return library != null
        ? new Availability.Present(library.version())
        : new Availability.Absent(Loaded.ABSENT);
  }

  @Override
  public Set<BackendProperty> properties() {
    NativeLibrary library = Loaded.LIBRARY;
    return library != null ? library.properties() : Set.of();
  }

  @Override
  public Set<BackendProperty> inherentProperties() {
    return NativeLibrary.INHERENT;
  }

  @Override
  public Map<String, String> details() {
    NativeLibrary library = Loaded.LIBRARY;
    return library != null ? library.details() : Map.of();
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    library();
    return new NativeKey(key, NativeCalls.CALL_BYTES);
  }

  @Override
  public AeadBatch newBatch(int capacity) {
    library();
    return new NativeBatch(capacity, NativeCalls.CALL_BYTES);
  }

  /**
   * The library of this process.
   *
   * @throws IllegalStateException if it is absent
   */
  static NativeLibrary library() {
    NativeLibrary library = Loaded.LIBRARY;
    if (library == null) {
      throw new IllegalStateException("backend '" + NAME + "' is absent: " + Loaded.ABSENT);
    }
    return library;
  }
}
