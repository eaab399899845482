package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBackendProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking up providers never fails because one of them does. */
class InstalledBackendsTest {

  /** Works. */
  public static final class GoodProvider implements AeadBackendProvider {
    @Override
    public List<AeadBackend> backends() {
      return List.of(FakeBackend.working("good"));
    }
  }

  /** Cannot be constructed. */
  public static final class ThrowingProvider implements AeadBackendProvider {
    /** Breaks the rule that constructors have no side effects. */
    public ThrowingProvider() {
      throw new IllegalStateException("no licence found");
    }

    @Override
    public List<AeadBackend> backends() {
      return List.of();
    }
  }

  /** Needs a class that is not there. */
  public static final class IncompleteProvider implements AeadBackendProvider {
    /** Ends as a missing library does. */
    public IncompleteProvider() {
      throw new NoClassDefFoundError("com/example/Missing");
    }

    @Override
    public List<AeadBackend> backends() {
      return List.of();
    }
  }

  /** Is no provider at all. */
  public static final class NoProvider {}

  @TempDir Path services;

  /** Reports and failures of a catalog whose class loader sees these provider names. */
  private List<?> installed(String method, String... providers) throws Exception {
    Path file =
        Files.createDirectories(services.resolve("META-INF/services"))
            .resolve(AeadBackendProvider.class.getName());
    Files.write(file, List.of(providers));
    try (URLClassLoader loader = new EngineOnly(services)) {
      Class<?> catalogClass = loader.loadClass(BackendCatalog.class.getName());
      Object catalog = catalogClass.getMethod("installed").invoke(null);
      return (List<?>) catalogClass.getMethod(method).invoke(catalog);
    }
  }

  /** Loads the engine and these tests anew, with a service file of their own. */
  private static final class EngineOnly extends URLClassLoader {
    EngineOnly(Path services) throws IOException {
      super(
          new URL[] {
            services.toUri().toURL(),
            BackendCatalog.class.getProtectionDomain().getCodeSource().getLocation(),
            InstalledBackendsTest.class.getProtectionDomain().getCodeSource().getLocation()
          },
          new ParentWithoutEngine());
    }
  }

  /** Everything but the engine comes from here. */
  private static final class ParentWithoutEngine extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.ecall.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    ParentWithoutEngine() {
      super(InstalledBackendsTest.class.getClassLoader());
    }
  }

  private static String nested(Class<?> type) {
    return type.getName();
  }

  @Test
  void finds() throws Exception {
    assertThat(installed("reports", nested(GoodProvider.class)))
        .hasSize(1)
        .asString()
        .contains("name=good", "status=ADMITTED");
    assertThat(installed("providerFailures", nested(GoodProvider.class))).isEmpty();
  }

  @Test
  void findsNothingWhereNothingIs() throws Exception {
    assertThat(installed("reports")).isEmpty();
  }

  @Test
  void oneThatThrowsIsReportedAndTheOthersAreFound() throws Exception {
    String[] names = {
      nested(ThrowingProvider.class), nested(IncompleteProvider.class), nested(GoodProvider.class)
    };
    assertThat(installed("reports", names)).hasSize(1).asString().contains("name=good");
    assertThat(installed("providerFailures", names))
        .hasSize(2)
        .asString()
        .contains("ThrowingProvider", "IncompleteProvider");
  }

  @Test
  void oneWhoseClassIsMissingOrNoProviderIsReportedAndTheOthersAreFound() throws Exception {
    String[] names = {
      "com.example.MissingProvider", nested(NoProvider.class), nested(GoodProvider.class)
    };
    assertThat(installed("reports", names)).hasSize(1).asString().contains("name=good");
    assertThat(installed("providerFailures", names))
        .hasSize(2)
        .asString()
        .contains("com.example.MissingProvider", "NoProvider");
  }
}
