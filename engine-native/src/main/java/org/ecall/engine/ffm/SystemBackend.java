package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/** A backend on a library that the system may have; looked for when it is first asked about. */
class SystemBackend implements AeadBackend {

  private final String name;
  private final Set<BackendProperty> inherent;
  private final Supplier<SystemLookup> search;
  private volatile @Nullable SystemLookup lookup;

  SystemBackend(String name, Set<BackendProperty> inherent, Supplier<SystemLookup> search) {
    this.name = name;
    this.inherent = inherent;
    this.search = search;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Availability availability() {
    return switch (lookup()) {
      case SystemLookup.Found found -> new Availability.Present(found.version());
      case SystemLookup.Missing missing -> new Availability.Absent(missing.reason());
    };
  }

  @Override
  public final Set<BackendProperty> properties() {
    return lookup() instanceof SystemLookup.Found found ? found.properties() : Set.of();
  }

  @Override
  public final Set<BackendProperty> inherentProperties() {
    return inherent;
  }

  @Override
  public final Map<String, String> details() {
    return lookup() instanceof SystemLookup.Found found ? found.details() : Map.of();
  }

  @Override
  public final AeadKey expandKey(MemorySegment key) {
    return switch (lookup()) {
      case SystemLookup.Found found -> {
        long size = key.byteSize();
        if (size != 16 && size != 32) {
          throw new IllegalArgumentException("AES key of " + size + " bytes, must be 16 or 32");
        }
        yield found.keys().apply(key);
      }
      case SystemLookup.Missing missing ->
          throw new IllegalStateException("backend '" + name + "' is absent: " + missing.reason());
    };
  }

  private SystemLookup lookup() {
    SystemLookup known = lookup;
    if (known == null) {
      synchronized (this) {
        known = lookup;
        if (known == null) {
          known = search.get();
          lookup = known;
        }
      }
    }
    return known;
  }
}
