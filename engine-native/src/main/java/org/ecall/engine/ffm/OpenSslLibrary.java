package org.ecall.engine.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.select.MachineFacts;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/**
 * Gets libcrypto ready for use:
 *
 * <ol>
 *   <li>load it by name, the versioned one first;
 *   <li>refuse it if it is older than version 3;
 *   <li>bind the functions that seal and open;
 *   <li>initialise it without an exit handler, which would free its tables under threads that still
 *       seal while the JVM ends;
 *   <li>fetch both ciphers, which fails where the configuration asks for a provider that is not
 *       there.
 * </ol>
 */
final class OpenSslLibrary {

  /** On every machine. */
  static final Set<BackendProperty> INHERENT = Set.of(BackendProperty.NATIVE_CODE);

  /** OPENSSL_VERSION_NUMBER of 3.0.0. */
  private static final long MIN_VERSION = 0x3000_0000L;

  private static final long INIT_NO_ATEXIT = 0x0008_0000L;

  /** Arguments of OpenSSL_version(). */
  private static final int VERSION_TEXT = 0;

  private static final int CPU_INFO = 9;

  /** The system's own, looked for when it is first asked about. */
  private static final class OfSystem {
    static final @Nullable OpenSslLibrary LIBRARY;
    static final SystemLookup LOOKUP;

    static {
      OpenSslLibrary[] bound = new OpenSslLibrary[1];
      LOOKUP =
          SystemLookup.of(
              () -> {
                bound[0] = new OpenSslLibrary(SystemLibrary.open(names()));
                return bound[0].found();
              });
      LIBRARY = bound[0];
    }
  }

  private final SystemLibrary library;
  private final OpenSslHandles handles;
  private final MethodHandle versionText;
  private final MemorySegment aes128;
  private final MemorySegment aes256;

  OpenSslLibrary(SystemLibrary library) throws LoadException {
    this.library = library;
    versionText = library.bind("OpenSSL_version", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    requireVersion();
    handles = OpenSslHandles.of(library);
    MethodHandle initialise =
        library.bind("OPENSSL_init_crypto", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, ADDRESS));
    if ((int) SystemLibrary.call(initialise, INIT_NO_ATEXIT, MemorySegment.NULL) != 1) {
      throw new LoadException(library.name() + " does not initialise");
    }
    aes128 = fetch("AES-128-GCM");
    aes256 = fetch("AES-256-GCM");
  }

  /** What came of looking for the system's own. */
  static SystemLookup lookup() {
    return OfSystem.LOOKUP;
  }

  /** The system's own, for those who know that it was found. */
  static OpenSslLibrary get() {
    OpenSslLibrary library = OfSystem.LIBRARY;
    if (library == null) {
      throw new IllegalStateException("libcrypto is absent");
    }
    return library;
  }

  private static List<String> names() {
    String os = NativePlatform.current();
    if (os.startsWith("windows-")) {
      return List.of("libcrypto-3-x64.dll", "libcrypto-3-arm64.dll", "libcrypto-3.dll");
    }
    return os.startsWith("mac")
        ? List.of("libcrypto.3.dylib")
        : List.of("libcrypto.so.3", "libcrypto.so");
  }

  private void requireVersion() throws LoadException {
    // An unsigned long in C, whose size differs between systems; the value has 32 bits on all.
    MethodHandle number = library.bind("OpenSSL_version_num", FunctionDescriptor.of(JAVA_INT));
    if (Integer.toUnsignedLong((int) SystemLibrary.call(number)) < MIN_VERSION) {
      throw new LoadException(
          library.name() + " is " + text(VERSION_TEXT) + "; OpenSSL 3.0 or later is needed");
    }
  }

  private String text(int which) {
    return SystemLibrary.text((MemorySegment) SystemLibrary.call(versionText, which));
  }

  private MemorySegment fetch(String algorithm) throws LoadException {
    MethodHandle fetch =
        library.bind("EVP_CIPHER_fetch", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cipher =
          (MemorySegment)
              SystemLibrary.call(
                  fetch, MemorySegment.NULL, arena.allocateFrom(algorithm), MemorySegment.NULL);
      if (cipher.address() == 0) {
        throw new LoadException(
            library.name() + " as it is configured (openssl.cnf) has no " + algorithm);
      }
      return cipher;
    }
  }

  SystemLookup.Found found() throws LoadException {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("library", library.pathOf(library.symbol("OpenSSL_version")));
    String cpu = text(CPU_INFO).replace("CPUINFO: ", "");
    if (!cpu.isEmpty()) {
      details.put("cpu", cpu);
    }
    return new SystemLookup.Found(text(VERSION_TEXT), properties(), details, this::newKey);
  }

  private Set<BackendProperty> properties() throws LoadException {
    MethodHandle isFips =
        library.bind(
            "EVP_default_properties_is_fips_enabled", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    Set<BackendProperty> properties = EnumSet.copyOf(INHERENT);
    if (MachineFacts.current().cpu().mayHaveAes()) {
      properties.add(BackendProperty.HARDWARE_AES);
    }
    if ((int) SystemLibrary.call(isFips, MemorySegment.NULL) == 1) {
      properties.add(BackendProperty.FIPS);
    }
    return properties;
  }

  OpenSslHandles handles() {
    return handles;
  }

  /** Copied, because each lane expands it for itself. */
  private AeadKey newKey(MemorySegment keyBytes) {
    MemorySegment cipher = keyBytes.byteSize() == 16 ? aes128 : aes256;
    return new SystemKey(
        keyBytes.byteSize(),
        1,
        copy -> copy.copyFrom(keyBytes),
        copy -> new OpenSslLane(cipher, copy));
  }
}
