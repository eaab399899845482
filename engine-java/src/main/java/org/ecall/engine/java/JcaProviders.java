package org.ecall.engine.java;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import javax.crypto.Cipher;
import org.ecall.engine.select.MachineFacts;
import org.ecall.engine.spi.BackendProperty;

/** Finds JCA providers without installing any. */
final class JcaProviders {

  /** What Conscrypt has on every machine. */
  static final Set<BackendProperty> CONSCRYPT =
      Set.of(BackendProperty.NATIVE_CODE, BackendProperty.CONSTANT_TIME);

  private static final String SUN_JCE = "SunJCE";

  private JcaProviders() {}

  /** The JDK's own provider, by name: what else is installed, and in which order, is no matter. */
  static JcaLookup jdk() {
    Provider provider = Security.getProvider(SUN_JCE);
    if (provider == null) {
      return new JcaLookup.Missing(
          "the provider " + SUN_JCE + " was removed from the JDK's security configuration");
    }
    return checked(provider, Runtime.version().toString(), propertiesOf(provider));
  }

  /** Conscrypt, from its own class path entry. */
  static JcaLookup conscrypt() {
    if (!OptionalClass.isPresent("org.conscrypt.Conscrypt")) {
      return new JcaLookup.Missing(
          "org.conscrypt:conscrypt-openjdk-uber is not on the class path"
              + " (on the module path: --add-modules org.conscrypt)");
    }
    try {
      return checked(
          ConscryptLibrary.newProvider(), ConscryptLibrary.version(), withHardwareAes(CONSCRYPT));
    } catch (LinkageError | RuntimeException e) {
      // No build for this machine, a library that may not be loaded, or one that does not fit.
      return new JcaLookup.Missing("Conscrypt's native library does not load: " + e);
    }
  }

  /** An installed provider, or one that the path offers as a service. */
  static JcaLookup named(String name) {
    if (name.isEmpty()) {
      return new JcaLookup.Missing("no provider is named: write jca:<Provider>");
    }
    Provider installed = Security.getProvider(name);
    return installed != null ? found(installed) : fromPath(name);
  }

  private static JcaLookup fromPath(String name) {
    List<String> failures = new ArrayList<>();
    var services = ServiceLoader.load(Provider.class, JcaProviders.class.getClassLoader());
    for (var service : services.stream().toList()) {
      try {
        Provider provider = service.get();
        if (provider.getName().equals(name)) {
          return found(provider);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures.add(service.type().getName() + " does not start: " + e);
      }
    }
    String reason =
        "no JCA provider '"
            + name
            + "' is installed or offered by the class path or module path: add its library";
    return new JcaLookup.Missing(
        failures.isEmpty() ? reason : reason + " (" + String.join("; ", failures) + ")");
  }

  private static JcaLookup found(Provider provider) {
    return checked(provider, provider.getVersionStr(), propertiesOf(provider));
  }

  /**
   * A provider cannot be asked whether it runs native code, so only those of java.base are trusted
   * not to.
   */
  private static Set<BackendProperty> propertiesOf(Provider provider) {
    return withHardwareAes(
        provider.getClass().getModule().equals(Object.class.getModule())
            ? Set.of()
            : Set.of(BackendProperty.NATIVE_CODE));
  }

  /** The JVM's compiler and every library use the processor's instructions where there are any. */
  private static Set<BackendProperty> withHardwareAes(Set<BackendProperty> others) {
    EnumSet<BackendProperty> properties = EnumSet.noneOf(BackendProperty.class);
    properties.addAll(others);
    if (MachineFacts.current().cpu().mayHaveAes()) {
      properties.add(BackendProperty.HARDWARE_AES);
    }
    return properties;
  }

  /** By its class, as an application may have installed it under any name. */
  private static boolean isConscrypt(Provider provider) {
    return provider.getClass().getName().startsWith("org.conscrypt.");
  }

  private static JcaLookup checked(
      Provider provider, String version, Set<BackendProperty> properties) {
    try {
      Cipher.getInstance(JcaLane.TRANSFORMATION, provider);
      return new JcaLookup.Found(provider, version, properties, isConscrypt(provider));
    } catch (GeneralSecurityException e) {
      return new JcaLookup.Missing(
          "the provider " + provider.getName() + " has no " + JcaLane.TRANSFORMATION);
    } catch (LinkageError | RuntimeException e) {
      return new JcaLookup.Missing("the provider " + provider.getName() + " does not start: " + e);
    }
  }
}
