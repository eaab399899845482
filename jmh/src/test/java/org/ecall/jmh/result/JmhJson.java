package org.ecall.jmh.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Builds results as JMH writes them, for tests; strings are written as they come. */
public final class JmhJson {

  private final List<String> entries = new ArrayList<>();
  private int warmupIterations = 3;
  private int threads = 1;
  private String unit = "ns/op";
  private String mode = "avgt";

  /** Later entries were warmed up this long. */
  public JmhJson warmups(int iterations) {
    warmupIterations = iterations;
    return this;
  }

  /** Later entries ran on so many threads. */
  public JmhJson threads(int count) {
    threads = count;
    return this;
  }

  /** Later entries have this mode and unit. */
  public JmhJson mode(String name, String scoreUnit) {
    mode = name;
    unit = scoreUnit;
    return this;
  }

  /** Adds a round; params and metrics are the inside of JSON objects. */
  public JmhJson round(String benchmark, String params, String metrics, double... times) {
    String raw =
        Arrays.stream(times)
            .mapToObj(time -> Double.isFinite(time) ? Double.toString(time) : "\"" + time + "\"")
            .collect(Collectors.joining(", "));
    entries.add(
        String.format(
            Locale.ROOT,
            """
            {"jmhVersion": "1.37", "benchmark": "%s", "mode": "%s", "threads": %d, "forks": 1,
             "vmName": "VM", "vmVersion": "25", "warmupIterations": %d, "params": {%s},
             "primaryMetric": {"score": 1, "scoreUnit": "%s", "rawData": [[%s]]},
             "secondaryMetrics": {%s}}\
            """,
            benchmark,
            mode,
            threads,
            warmupIterations,
            params,
            unit,
            raw,
            metrics));
    return this;
  }

  /** A metric with a score. */
  public static String metric(String name, double score) {
    return String.format(
        Locale.ROOT, "\"%s\": {\"score\": %s, \"rawData\": [[%s]]}", name, score, score);
  }

  /** The result. */
  public String text() {
    return entries.stream().collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  /** Writes the result into a folder. */
  public Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("result.json"), text());
  }
}
