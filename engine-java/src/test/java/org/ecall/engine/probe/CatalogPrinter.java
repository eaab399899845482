package org.ecall.engine.probe;

import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;

/**
 * What tests run in JVMs of their own. Its package is in no module, so that it can stand on the
 * class path beside the module.
 */
public final class CatalogPrinter {

  private CatalogPrinter() {}

  /** Prints a line for each backend. */
  public static void main(String[] args) {
    BackendCatalog catalog = BackendCatalog.installed();
    catalog.reports().forEach(CatalogPrinter::print);
    catalog.report("jca:BC").ifPresent(CatalogPrinter::print);
    catalog.providerFailures().forEach(System.out::println);
  }

  private static void print(BackendReport report) {
    System.out.println(
        report.name() + " " + report.status() + " " + report.version() + " " + report.reason());
  }
}
