package org.ecall.jmh.report;

import java.io.IOException;
import java.nio.file.Path;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.ResultFile;

/** Results for tests of the report. */
final class Results {

  private Results() {}

  private static String allocating(double bytes) {
    return JmhJson.metric("gc.alloc.rate.norm", bytes);
  }

  /** Two ciphers at two sizes, whole frames, and a benchmark that nobody knows; 5 samples each. */
  static JmhJson small(double factor) {
    JmhJson json = new JmhJson();
    for (int size : new int[] {40, 1200}) {
      String sized = "\"sizeBytes\": \"" + size + "\", \"";
      String cipher = "org.ecall.jmh.CipherBenchmark.seal";
      double nanos = size / 20.0 * factor;
      json.round(cipher, sized + "subject\": \"native\"", allocating(0), around(nanos));
      json.round(cipher, sized + "subject\": \"SunJCE\"", allocating(904), around(nanos * 12));
      String frame = "org.ecall.jmh.FrameBenchmark.";
      String native1 = sized + "backend\": \"native\"";
      json.round(frame + "seal", native1, allocating(0), around(nanos + 10));
      json.round(frame + "sealAndOpen", native1, allocating(0), around(2 * nanos + 25));
    }
    json.round("org.ecall.jmh.ClockBenchmark.cycle", "", "", around(0.25));
    return json.round("a.NewBenchmark.run", "\"colour\": \"red\"", "", around(7));
  }

  private static double[] around(double nanos) {
    return new double[] {nanos * 0.98, nanos * 0.99, nanos, nanos * 1.01, nanos * 1.02};
  }

  static ResultFile read(JmhJson json, Path folder) throws IOException {
    return ResultFile.read(json.write(folder));
  }
}
