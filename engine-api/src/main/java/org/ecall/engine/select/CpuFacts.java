package org.ecall.engine.select;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A processor, as far as it matters for the speed of ciphers.
 *
 * @param vendor as the processor or system tells it
 * @param family number of its family
 * @param model number of its model, or {@link #ANY_MODEL} in a profile that holds for the family
 * @param name for people
 * @param features those of its instruction sets that ciphers use, by the names that Linux gives
 *     them; empty also where they are not known
 */
public record CpuFacts(
    String vendor, String family, String model, String name, Set<String> features) {

  /** Instead of a model: every one of the family. */
  public static final String ANY_MODEL = "any";

  private static final Set<String> RELEVANT_FEATURES =
      Set.of(
          "aes",
          "pclmulqdq",
          "ssse3",
          "sse4_1",
          "avx",
          "avx2",
          "avx512f",
          "avx512bw",
          "avx512dq",
          "avx512vl",
          "avx512vbmi",
          "gfni",
          "vaes",
          "vpclmulqdq",
          "asimd",
          "pmull",
          "sve",
          "sve2",
          "sveaes");

  /**
   * Checks that the facts can stand in a profile, and drops features that ciphers do not use.
   *
   * @param vendor as the processor or system tells it
   * @param family number of its family
   * @param model number of its model, or {@link #ANY_MODEL}
   * @param name for people
   * @param features of its instruction sets
   * @throws IllegalArgumentException if they cannot
   */
  public CpuFacts {
    ProfileText.requireValue("cpu-vendor", vendor);
    ProfileText.requireValue("cpu-family", family);
    ProfileText.requireValue("cpu-model", model);
    ProfileText.requireValue("cpu-name", name);
    features = relevant(features);
  }

  private static Set<String> relevant(Collection<String> features) {
    Set<String> relevant = new TreeSet<>(features);
    relevant.retainAll(RELEVANT_FEATURES);
    return Collections.unmodifiableSet(relevant);
  }

  /** The processor of this machine. */
  static CpuFacts detect() {
    try {
      return CpuInfo.read(Path.of("/proc/cpuinfo"));
    } catch (IOException | RuntimeException e) {
      String identifier = System.getenv("PROCESSOR_IDENTIFIER");
      return CpuInfo.parseIdentifier(identifier == null ? "" : identifier);
    }
  }

  /**
   * Whether this processor may have instructions for AES: true also where that is not known.
   *
   * @return false only if it certainly has none
   */
  public boolean mayHaveAes() {
    return features.isEmpty() || features.contains("aes");
  }
}
