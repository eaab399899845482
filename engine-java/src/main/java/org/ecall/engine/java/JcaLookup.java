package org.ecall.engine.java;

import java.security.Provider;
import java.util.Set;
import org.ecall.engine.spi.BackendProperty;

/** What came of looking for a JCA provider. */
sealed interface JcaLookup {

  /**
   * It is there and offers AES-GCM.
   *
   * @param provider makes the ciphers
   * @param version as the library tells it
   * @param properties what may be claimed of it
   * @param touchesWholeArrays whether it needs an {@link IsolatedLane}
   */
  record Found(
      Provider provider,
      String version,
      Set<BackendProperty> properties,
      boolean touchesWholeArrays)
      implements JcaLookup {

    CipherLane newLane(String backend, WipeableKey key) {
      CipherLane lane = new JcaLane(backend, provider, key);
      return touchesWholeArrays ? new IsolatedLane(lane) : lane;
    }
  }

  /**
   * It cannot be used.
   *
   * @param reason what is missing and what to do about it
   */
  record Missing(String reason) implements JcaLookup {}
}
