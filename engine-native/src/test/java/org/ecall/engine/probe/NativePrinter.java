package org.ecall.engine.probe;

import org.ecall.engine.select.BackendCatalog;

/** Run in JVMs of its own by tests: what has become of backend {@code native}. */
public final class NativePrinter {

  private NativePrinter() {}

  /** Prints its state, version and reason, and then those of the other backends. */
  public static void main(String[] args) {
    BackendCatalog catalog = BackendCatalog.installed();
    catalog
        .report("native")
        .ifPresent(report -> System.out.println(report.status() + " " + report.reason() + "."));
    System.out.println("others: " + (catalog.reports().size() - 1));
    catalog.providerFailures().forEach(System.out::println);
  }
}
