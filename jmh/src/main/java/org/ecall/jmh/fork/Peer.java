package org.ecall.jmh.fork;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;

/** A library that ours is compared with, used through its own interface. */
public enum Peer {
  /** The JDK's provider. */
  SUN_JCE("SunJCE"),
  /** BoringSSL as a provider. */
  CONSCRYPT("Conscrypt"),
  /** AWS-LC as a provider. */
  ACCP("ACCP"),
  /** Bouncy Castle's lightweight interface, without a provider. */
  BOUNCY_CASTLE("BouncyCastle");

  private final String label;

  Peer(String label) {
    this.label = label;
  }

  /**
   * The peer of a name.
   *
   * @param label as in results
   * @return the peer, or empty if the name is that of a backend
   */
  public static Optional<Peer> named(String label) {
    return Arrays.stream(values()).filter(peer -> peer.label.equals(label)).findFirst();
  }

  /**
   * Its name in results.
   *
   * @return the name
   */
  public String label() {
    return label;
  }

  /**
   * Starts its provider.
   *
   * @return the provider, which is not installed in the JVM
   * @throws IllegalStateException if it cannot be had here
   */
  public Provider provider() {
    Provider provider =
        switch (this) {
          case SUN_JCE -> Security.getProvider(label);
          case CONSCRYPT -> newProvider("org.conscrypt.OpenSSLProvider");
          case ACCP ->
              newProvider("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
          case BOUNCY_CASTLE -> null;
        };
    if (provider == null) {
      throw new IllegalStateException(label + " has no provider here");
    }
    return provider;
  }

  /** Fails unless it can be measured here. */
  void requireUsable() {
    if (this == BOUNCY_CASTLE) {
      return;
    }
    Provider provider = provider();
    try {
      Cipher.getInstance("AES/GCM/NoPadding", provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("it has no AES-GCM here: " + e.getMessage(), e);
    }
  }

  /** The version of the library. */
  String version() {
    return switch (this) {
      case SUN_JCE -> Runtime.version().toString();
      case CONSCRYPT -> Backends.version("conscrypt");
      case ACCP -> provider().getVersionStr();
      case BOUNCY_CASTLE -> Backends.version("bouncycastle");
    };
  }

  /** Tells that this process measures it. */
  public void tell() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("provider", label);
    facts.put("version", version());
    ForkFacts.using(facts);
  }

  private static Provider newProvider(String className) {
    try {
      return Class.forName(className).asSubclass(Provider.class).getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(className + " cannot be started: " + e, e);
    }
  }
}
