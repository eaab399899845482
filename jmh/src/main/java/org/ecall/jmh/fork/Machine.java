package org.ecall.jmh.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecall.jmh.result.Facts;

/** The machine, as far as results depend on it and people would name it. */
final class Machine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Of the hundreds that a processor has, those that ciphers use. */
  private static final List<String> FEATURES =
      List.of(
          "ssse3",
          "sse4_1",
          "aes",
          "pclmulqdq",
          "avx",
          "bmi2",
          "avx2",
          "gfni",
          "vaes",
          "vpclmulqdq",
          "avx512f",
          "avx512bw",
          "avx512dq",
          "avx512vl",
          "avx512ifma",
          "pmull",
          "sve",
          "sve2");

  /** The same for all processes on a machine. */
  static final Facts FACTS = new Facts(Facts.MACHINE, facts());

  private Machine() {}

  private static Map<String, String> facts() {
    List<String> info = lines();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("cpu", field(info, "model name").or(() -> arm(info)).orElse("unknown"));
    field(info, "cpu family").ifPresent(family -> facts.put("family", family));
    field(info, "model").ifPresent(model -> facts.put("model", model));
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("os", System.getProperty("os.name", "unknown"));
    facts.put("arch", System.getProperty("os.arch", "unknown"));
    field(info, "flags")
        .or(() -> field(info, "Features"))
        .ifPresent(flags -> facts.put("features", features(flags)));
    return facts;
  }

  private static List<String> lines() {
    try {
      return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<String> field(List<String> info, String name) {
    return info.stream()
        .map(line -> line.split(":", 2))
        .filter(field -> field.length == 2 && field[0].strip().equals(name))
        .map(field -> field[1].strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** Processors by Arm say their maker and part as numbers. */
  private static Optional<String> arm(List<String> info) {
    return field(info, "CPU implementer")
        .flatMap(
            maker ->
                field(info, "CPU part").map(part -> "Arm implementer " + maker + " part " + part));
  }

  private static String features(String flags) {
    List<String> all = Arrays.asList(flags.split(" ", -1));
    return FEATURES.stream().filter(all::contains).collect(Collectors.joining(" "));
  }
}
