package org.ecall.engine.select;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.spi.AeadBackend;

/**
 * Which backend an engine takes, and why.
 *
 * @param backend an admitted backend
 * @param report what is known of it
 * @param reason one clause
 */
public record BackendChoice(AeadBackend backend, BackendReport report, String reason) {

  /**
   * Takes the backend that was asked for, and no other.
   *
   * @param catalog knows the backends
   * @param name of the backend
   * @return the choice
   * @throws BackendUnavailableException if it is unknown, absent or failed its self-test
   */
  public static BackendChoice named(BackendCatalog catalog, String name) {
    BackendReport report =
        catalog
            .report(name)
            .orElseThrow(
                () ->
                    new BackendUnavailableException(
                        "no backend is named '"
                            + name
                            + "'; known: "
                            + catalog.reports().stream().map(BackendReport::name).toList()));
    return catalog
        .admitted(name)
        .map(backend -> new BackendChoice(backend, report, "asked for by name"))
        .orElseThrow(
            () -> new BackendUnavailableException("backend '" + name + "' " + describe(report)));
  }

  /**
   * Takes the first admitted backend of {@link SelectionPolicy#FIXED_ORDER}.
   *
   * @param catalog knows the backends
   * @return the choice
   * @throws BackendUnavailableException if none is admitted
   */
  public static BackendChoice preferred(BackendCatalog catalog) {
    List<String> passedOver = new ArrayList<>();
    for (String name : SelectionPolicy.FIXED_ORDER) {
      Optional<BackendReport> report = catalog.report(name);
      Optional<AeadBackend> backend = catalog.admitted(name);
      if (report.isPresent() && backend.isPresent()) {
        return new BackendChoice(backend.get(), report.get(), reason(passedOver));
      }
      passedOver.add(name + " " + report.map(BackendChoice::describe).orElse("is not installed"));
    }
    throw new BackendUnavailableException(
        "no backend can be used: "
            + String.join("; ", passedOver)
            + (catalog.providerFailures().isEmpty()
                ? "; is engine-java or engine-native on the class path or module path?"
                : "; " + String.join("; ", catalog.providerFailures())));
  }

  private static String reason(List<String> passedOver) {
    return "first of the fixed order "
        + SelectionPolicy.FIXED_ORDER
        + (passedOver.isEmpty() ? "" : " that can be used: " + String.join("; ", passedOver));
  }

  private static String describe(BackendReport report) {
    return switch (report.status()) {
      case ADMITTED -> "is admitted";
      case ABSENT -> "is absent: " + report.reason();
      case REFUSED -> "is refused: " + report.reason();
    };
  }
}
