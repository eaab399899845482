package org.ecall.jmh.fork;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.select.BackendVersion;
import org.ecall.engine.spi.AeadBackend;

/**
 * The backends of this process by the names that benchmarks have for them: {@code native}, or
 * {@code native/x86_vaes256} with a kernel. Whoever does not get what it asks for gets an exception
 * that says why, and what it gets is told to {@link ForkFacts}.
 */
public final class Backends {

  private static final BackendCatalog INSTALLED = BackendCatalog.installed();
  private static final String KERNEL = "kernel";

  /** Too long to be told with each result; that of the processor is told once for the machine. */
  private static final Set<String> NOT_TOLD = Set.of("kernels", "cpu");

  private Backends() {}

  /**
   * A backend.
   *
   * @param asked its name, perhaps with a kernel
   * @return the backend with that kernel
   * @throws IllegalStateException if it cannot be had
   */
  public static AeadBackend backend(String asked) {
    return INSTALLED.admitted(examined(asked).name()).orElseThrow();
  }

  /**
   * An engine that uses a backend.
   *
   * @param asked the backend's name, perhaps with a kernel
   * @return an engine to be closed
   * @throws IllegalStateException if it cannot be had
   */
  public static MediaEngine engine(String asked) {
    BackendReport report = examined(asked);
    MediaEngine engine =
        MediaEngine.open(EngineOptions.defaults().withBackend(report.name()), INSTALLED);
    List<String> got = engine.plan().backends();
    if (!got.equals(List.of(report.name()))) {
      engine.close();
      throw new IllegalStateException("asked for " + asked + ", but the engine took " + got);
    }
    return engine;
  }

  private static BackendReport examined(String text) {
    Asked asked = Asked.parse(text);
    if (asked.kernel() != null) {
      KernelVariable.set(asked.kernel());
    }
    BackendReport report =
        INSTALLED
            .report(asked.backend())
            .orElseThrow(() -> new IllegalStateException("no backend is named " + asked.backend()));
    if (report.status() != BackendReport.Status.ADMITTED) {
      throw new IllegalStateException(
          "asked for " + asked + ", which is " + report.status() + ": " + report.reason());
    }
    String kernel = report.details().getOrDefault(KERNEL, "none");
    if (asked.kernel() != null && !asked.kernel().equals(kernel)) {
      throw new IllegalStateException(
          "asked for " + asked + ", but the kernel of this process is " + kernel);
    }
    ForkFacts.using(facts(report));
    return report;
  }

  private static Map<String, String> facts(BackendReport report) {
    Map<String, String> facts = new LinkedHashMap<>();
    BackendVersion version = BackendVersion.of(report);
    facts.put("backend", version.name());
    facts.put("version", version.version());
    if (!version.kernel().isEmpty()) {
      facts.put(KERNEL, version.kernel());
    }
    report.details().entrySet().stream()
        .filter(detail -> !NOT_TOLD.contains(detail.getKey()))
        .forEach(detail -> facts.putIfAbsent(detail.getKey(), detail.getValue()));
    return facts;
  }

  /**
   * What is known of a backend.
   *
   * @param name without a kernel
   * @return its version, or empty if it is absent
   */
  static String version(String name) {
    return INSTALLED.report(name).map(BackendReport::version).orElse("");
  }
}
