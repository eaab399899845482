package org.ecall.engine.probe;

import java.util.List;
import org.ecall.engine.select.BackendCatalog;

/**
 * What tests run in JVMs of their own. Its package is in no module, so that it can stand on the
 * class path beside the module.
 */
public final class SystemLibraryPrinter {

  private SystemLibraryPrinter() {}

  /** Prints a line for each backend on a library of the system. */
  public static void main(String[] args) {
    BackendCatalog catalog = BackendCatalog.installed();
    for (String name : List.of("openssl", "ipsec-mb")) {
      catalog
          .report(name)
          .ifPresent(
              report ->
                  System.out.println(
                      name + " " + report.status() + " " + report.version() + report.reason()));
    }
    catalog.providerFailures().forEach(System.out::println);
  }
}
