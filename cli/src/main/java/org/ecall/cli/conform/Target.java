package org.ecall.cli.conform;

import java.util.List;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.spi.AeadBackend;

/** What the tests are run on: a backend, and engines that use it. */
record Target(BackendCatalog catalog, String name, AeadBackend backend) {

  /** The backend of that name; absent or unknown is an error that says why. */
  static Target named(BackendCatalog catalog, String name) {
    return new Target(catalog, name, catalog.require(name));
  }

  /** Every admitted backend. */
  static List<Target> allAdmitted(BackendCatalog catalog) {
    return catalog.reports().stream()
        .filter(report -> report.status() == BackendReport.Status.ADMITTED)
        .map(report -> named(catalog, report.name()))
        .toList();
  }

  MediaEngine openEngine(EngineOptions options) {
    return MediaEngine.open(options.withBackend(name), catalog);
  }
}
