package org.ecall.jmh.fork;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;

/** Says what can be measured, in a process of its own: libraries stay where they were loaded. */
final class Probe {

  /** What the line starts with that says it; libraries print what they like. */
  static final String MARK = "ecall-present ";

  private Probe() {}

  /** Prints what was found. */
  public static void main(String[] args) throws IOException {
    System.out.println(MARK + find().toJson());
  }

  private static Present find() {
    List<String> backends = new ArrayList<>();
    List<String> kernels = new ArrayList<>();
    List<String> peers = new ArrayList<>();
    Map<String, String> absent = new TreeMap<>();
    for (BackendReport report : BackendCatalog.installed().reports()) {
      if (report.status() != BackendReport.Status.ADMITTED) {
        absent.put(report.name(), report.reason());
        continue;
      }
      backends.add(report.name());
      String chosen = report.details().getOrDefault("kernel", "");
      for (String kernel : report.details().getOrDefault("kernels", "").split(" ", -1)) {
        if (!kernel.isEmpty() && !kernel.equals(chosen)) {
          kernels.add(Asked.withKernel(kernel));
        }
      }
    }
    for (Peer peer : Peer.values()) {
      try {
        peer.requireUsable();
        peers.add(peer.label());
      } catch (IllegalStateException e) {
        absent.put(peer.label(), String.valueOf(e.getMessage()));
      }
    }
    return new Present(backends, kernels, peers, absent);
  }
}
