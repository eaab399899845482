package org.ecall.jmh.calibrate;

import java.util.Arrays;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendVersion;
import org.ecall.engine.select.MachineFacts;
import org.ecall.jmh.result.Facts;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.MachineText;

/** Results that say they are of this machine. */
final class MachineResults {

  static final BackendVersion JDK =
      BackendVersion.of(BackendCatalog.installed().report("jdk").orElseThrow());

  private final JmhJson json = new JmhJson();

  /** Adds a figure of some backend, measured by so many forks with these iterations. */
  MachineResults figure(
      String using, String method, int sizeBytes, String subject, int forks, double... nanos) {
    String metrics =
        JmhJson.metric(MachineText.of(MachineFacts.current()).metricName(), 1)
            + ", "
            + JmhJson.metric("·" + Facts.USING + " " + using, 1)
            + ", "
            + JmhJson.metric("gc.alloc.rate.norm", 8);
    for (int fork = 0; fork < forks; fork++) {
      json.round(
          "org.ecall.jmh.CipherBenchmark." + method,
          "\"subject\": \"" + subject + "\", \"sizeBytes\": \"" + sizeBytes + "\"",
          metrics,
          nanos);
    }
    return this;
  }

  /** A figure of the JVM's own backend, five iterations in each of two forks. */
  MachineResults jdk(String method, int sizeBytes, double nanos) {
    double[] iterations = new double[5];
    Arrays.setAll(iterations, i -> nanos + i);
    return figure("backend=jdk version=" + JDK.version(), method, sizeBytes, "jdk", 2, iterations);
  }

  JmhJson json() {
    return json;
  }
}
