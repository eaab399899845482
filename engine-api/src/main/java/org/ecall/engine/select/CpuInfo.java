package org.ecall.engine.select;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what systems tell of a processor. */
final class CpuInfo {

  /** The first processor's part fits in; of those that follow the system need not tell. */
  private static final int MAX_BYTES = 16 * 1024;

  private CpuInfo() {}

  /** Reads a file of the form of Linux's cpuinfo. */
  static CpuFacts read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
    }
  }

  static CpuFacts parse(String text) {
    Map<String, String> facts = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        // Of several processors the first counts.
        facts.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return facts.containsKey("vendor_id")
        ? facts(facts, "vendor_id", "cpu family", "model", "flags")
        : facts(facts, "CPU implementer", "CPU architecture", "CPU part", "Features");
  }

  private static CpuFacts facts(
      Map<String, String> facts, String vendor, String family, String model, String features) {
    return new CpuFacts(
        value(facts, vendor),
        value(facts, family),
        value(facts, model),
        value(facts, "model name"),
        Set.copyOf(List.of(facts.getOrDefault(features, "").split(" ", -1))));
  }

  private static String value(Map<String, String> facts, String name) {
    return ProfileText.toValue(facts.getOrDefault(name, ""));
  }

  /** For example {@code Intel64 Family 6 Model 142 Stepping 10, GenuineIntel}, as Windows says. */
  static CpuFacts parseIdentifier(String text) {
    int comma = text.lastIndexOf(',');
    return new CpuFacts(
        ProfileText.toValue(text.substring(comma + 1)),
        after(text, " Family "),
        after(text, " Model "),
        ProfileText.toValue(text),
        Set.of());
  }

  private static String after(String text, String word) {
    int start = text.indexOf(word);
    if (start < 0) {
      return ProfileText.UNKNOWN;
    }
    String rest = text.substring(start + word.length());
    int end = rest.indexOf(' ');
    return ProfileText.toValue(end < 0 ? rest : rest.substring(0, end));
  }
}
