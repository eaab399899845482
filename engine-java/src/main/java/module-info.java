import org.ecall.engine.java.JavaBackendProvider;
import org.ecall.engine.spi.AeadBackendProvider;

/**
 * Cipher backends that run on any JVM: {@code jdk}, {@code conscrypt}, {@code vector}, {@code
 * bouncycastle}, and {@code jca:<Provider>} for every other JCA provider. Embedders reach them by
 * name through {@link org.ecall.engine.select.BackendCatalog}.
 *
 * <p>{@code vector} needs {@code --add-modules jdk.incubator.vector}. Conscrypt and Bouncy Castle
 * are optional. On the module path they have to be resolved by the application, for example with
 * {@code --add-modules org.conscrypt,org.bouncycastle.provider}.
 */
@SuppressWarnings("requires-automatic") // Conscrypt has a reserved module name, but no descriptor
module org.ecall.engine.java {
  requires transitive org.ecall.engine;
  requires static jdk.incubator.vector;
  requires static org.bouncycastle.provider;
  requires static org.conscrypt;
  requires static transitive org.jspecify;

  exports org.ecall.engine.java;

  uses java.security.Provider;

  provides AeadBackendProvider with
      JavaBackendProvider;
}
