import org.ecall.engine.ffm.NativeBackendProvider;
import org.ecall.engine.spi.AeadBackendProvider;

/**
 * Cipher backends outside the JVM, reached through the foreign function interface. Embedders reach
 * them by name through {@link org.ecall.engine.select.BackendCatalog}.
 *
 * <p>The module needs native access: {@code --enable-native-access=org.ecall.engine.ffm}, or {@code
 * ALL-UNNAMED} on the class path. Where that is denied, its backends are absent.
 */
module org.ecall.engine.ffm {
  requires transitive org.ecall.engine;
  requires static transitive org.jspecify;

  exports org.ecall.engine.ffm;

  provides AeadBackendProvider with
      NativeBackendProvider;
}
