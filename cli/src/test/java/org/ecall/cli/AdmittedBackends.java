package org.ecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;

/** What every backend has to do is tested with each that this machine has. */
public final class AdmittedBackends {

  private AdmittedBackends() {}

  /** For {@code @MethodSource}: names, among them those that no machine can lack. */
  public static List<String> names() {
    List<String> names =
        BackendCatalog.installed().reports().stream()
            .filter(report -> report.status() == BackendReport.Status.ADMITTED)
            .map(BackendReport::name)
            .toList();
    assertThat(names).contains("jdk", "conscrypt", "bouncycastle");
    return names;
  }
}
