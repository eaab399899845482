package org.ecall.engine.select;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBackendProvider;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/**
 * The backends that the modules of this application offer, each admitted only after its
 * known-answer self-test, which runs once. Looking up never fails because a library is missing.
 * Thread-safe.
 */
public final class BackendCatalog {

  private final List<AeadBackendProvider> providers;
  private final List<String> providerFailures;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * Creates a catalog of given providers.
   *
   * @param providers in order of preference
   */
  public BackendCatalog(List<AeadBackendProvider> providers) {
    this(List.copyOf(providers), List.of());
  }

  private BackendCatalog(List<AeadBackendProvider> providers, List<String> providerFailures) {
    this.providers = providers;
    this.providerFailures = providerFailures;
  }

  /**
   * The providers that {@link ServiceLoader} finds beside this class.
   *
   * @return a new catalog; no self-test has run yet
   */
  public static BackendCatalog installed() {
    List<AeadBackendProvider> found = new ArrayList<>();
    Set<String> failures = new LinkedHashSet<>();
    var providers =
        ServiceLoader.load(AeadBackendProvider.class, BackendCatalog.class.getClassLoader())
            .stream()
            .iterator();
    boolean goesOn = true;
    while (goesOn) {
      try {
        goesOn = providers.hasNext();
        if (goesOn) {
          found.add(providers.next().get());
        }
      } catch (ServiceConfigurationError e) {
        // The same failure again means that the loader does not get past it.
        goesOn = failures.add(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
      }
    }
    return new BackendCatalog(List.copyOf(found), List.copyOf(failures));
  }

  /**
   * Reports on every backend that has a fixed name.
   *
   * @return in the order of the providers; self-tests run that have not run before
   */
  public List<BackendReport> reports() {
    return providers.stream()
        .flatMap(provider -> provider.backends().stream())
        .map(backend -> entry(backend).report)
        .toList();
  }

  /**
   * Reports on the backends that were looked at so far. Looking at one starts its library and runs
   * its self-test, which for some takes a second: an engine looks no further than it must.
   *
   * @return in no particular order
   */
  public List<BackendReport> examined() {
    return entries.values().stream().map(entry -> entry.report).toList();
  }

  /**
   * Reports on one backend.
   *
   * @param name its name, for example {@code jdk} or {@code jca:SunJCE}
   * @return the report, or empty if no provider knows the name
   */
  public Optional<BackendReport> report(String name) {
    return find(name).map(entry -> entry.report);
  }

  /**
   * An admitted backend.
   *
   * @param name its name
   * @return the backend, or empty if it is unknown, absent or refused: see {@link #report}
   */
  public Optional<AeadBackend> admitted(String name) {
    return find(name).flatMap(entry -> Optional.ofNullable(entry.backend));
  }

  /**
   * The backend that was asked for, and no other.
   *
   * @param name its name
   * @return the backend
   * @throws BackendUnavailableException if it is unknown, absent or failed its self-test; the
   *     message says which, and what is known
   */
  public AeadBackend require(String name) {
    Entry entry =
        find(name)
            .orElseThrow(
                () ->
                    new BackendUnavailableException(
                        "no backend is named '" + name + "'; known: " + names()));
    AeadBackend backend = entry.backend;
    if (backend == null) {
      throw new BackendUnavailableException("backend '" + name + "' " + entry.report.whyNot());
    }
    return backend;
  }

  /** Fixed names that are known, whether they can be used or not. */
  List<String> names() {
    return providers.stream()
        .flatMap(provider -> provider.backends().stream())
        .map(AeadBackend::name)
        .sorted()
        .toList();
  }

  /**
   * What is known of a backend without starting its library.
   *
   * @param name its name
   * @return properties that it has on every machine, or empty if no provider knows the name
   */
  Optional<Set<BackendProperty>> inherentProperties(String name) {
    return backend(name).map(AeadBackend::inherentProperties);
  }

  /**
   * Providers that could not be started at all.
   *
   * @return class name and error of each
   */
  public List<String> providerFailures() {
    return providerFailures;
  }

  private Optional<Entry> find(String name) {
    return backend(name).map(this::entry);
  }

  private Optional<AeadBackend> backend(String name) {
    return providers.stream().flatMap(provider -> provider.backend(name).stream()).findFirst();
  }

  private Entry entry(AeadBackend backend) {
    return entries.computeIfAbsent(backend.name(), name -> examine(name, backend));
  }

  private static Entry examine(String name, AeadBackend backend) {
    return switch (backend.availability()) {
      case Availability.Absent absent ->
          new Entry(
              new BackendReport(
                  name, BackendReport.Status.ABSENT, "", absent.reason(), Set.of(), Map.of()),
              null);
      case Availability.Present present -> {
        String failure = BackendSelfTest.run(backend);
        BackendReport report =
            new BackendReport(
                name,
                failure == null ? BackendReport.Status.ADMITTED : BackendReport.Status.REFUSED,
                present.version(),
                failure == null ? "" : failure,
                backend.properties(),
                backend.details());
        yield new Entry(report, failure == null ? backend : null);
      }
    };
  }

  /** A backend that was looked at; null unless admitted. */
  private record Entry(BackendReport report, @Nullable AeadBackend backend) {}
}
