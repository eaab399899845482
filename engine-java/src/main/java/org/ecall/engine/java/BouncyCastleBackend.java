package org.ecall.engine.java;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/** AES-GCM of Bouncy Castle's lightweight API, which needs no JCA provider. */
final class BouncyCastleBackend implements AeadBackend {

  private static final String NAME = "bouncycastle";
  private static final boolean PRESENT =
      OptionalClass.isPresent("org.bouncycastle.crypto.modes.GCMBlockCipher");
  private static final String ABSENT =
      "org.bouncycastle:bcprov-jdk18on is not on the class path"
          + " (on the module path: --add-modules org.bouncycastle.provider)";

  private volatile @Nullable String version;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Availability availability() {
    if (!PRESENT) {
      return new Availability.Absent(ABSENT);
    }
    try {
      return new Availability.Present(version());
    } catch (LinkageError | RuntimeException e) {
      return new Availability.Absent("Bouncy Castle does not load: " + e);
    }
  }

  /** Asked for once: starting the library takes far longer than a frame. */
  private String version() {
    String known = version;
    if (known == null) {
      known = BouncyCastleLane.libraryVersion();
      version = known;
    }
    return known;
  }

  /** None: its AES and its GHASH look secrets up in tables. */
  @Override
  public Set<BackendProperty> properties() {
    return Set.of();
  }

  @Override
  public AeadKey expandKey(MemorySegment key) {
    if (!PRESENT) {
      throw new IllegalStateException("backend '" + NAME + "' is absent: " + ABSENT);
    }
    return new PooledAeadKey(key, BouncyCastleLane::new);
  }
}
