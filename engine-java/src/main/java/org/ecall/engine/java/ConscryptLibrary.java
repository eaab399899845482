package org.ecall.engine.java;

import java.security.Provider;
import org.conscrypt.Conscrypt;

/** The only class that names Conscrypt's; loaded once the library is known to be there. */
final class ConscryptLibrary {

  private ConscryptLibrary() {}

  /** A provider that is not installed in the JVM; fails with a LinkageError without its library. */
  static Provider newProvider() {
    return Conscrypt.newProvider();
  }

  static String version() {
    Conscrypt.Version version = Conscrypt.version();
    return version.major() + "." + version.minor() + "." + version.patch();
  }
}
