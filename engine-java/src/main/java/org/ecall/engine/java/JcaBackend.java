package org.ecall.engine.java;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.function.Supplier;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/** AES-GCM of a JCA provider, which is looked for when it is first asked about. */
final class JcaBackend implements AeadBackend {

  private final String name;
  private final Set<BackendProperty> inherent;
  private final Supplier<JcaLookup> search;
  private volatile @Nullable JcaLookup lookup;

  JcaBackend(String name, Set<BackendProperty> inherent, Supplier<JcaLookup> search) {
    this.name = name;
    this.inherent = inherent;
    this.search = search;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Availability availability() {
    return switch (lookup()) {
      case JcaLookup.Found found -> new Availability.Present(found.version());
      case JcaLookup.Missing missing -> new Availability.Absent(missing.reason());
    };
  }

  @Override
  public Set<BackendProperty> properties() {
    return lookup() instanceof JcaLookup.Found found ? found.properties() : Set.of();
  }

  @Override
  public Set<BackendProperty> inherentProperties() {
    return inherent;
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    return switch (lookup()) {
      case JcaLookup.Found found -> new PooledAeadKey(key, secret -> found.newLane(name, secret));
      case JcaLookup.Missing missing ->
          throw new IllegalStateException("backend '" + name + "' is absent: " + missing.reason());
    };
  }

  private JcaLookup lookup() {
    JcaLookup known = lookup;
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
