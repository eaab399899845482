package org.ecall.jmh.report;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecall.jmh.result.Facts;
import org.ecall.jmh.result.MachineText;
import org.ecall.jmh.result.ResultFile;
import org.jspecify.annotations.Nullable;

/**
 * The least time that AES-256-GCM can take on a processor: 14 rounds for each block of the message
 * and one more, as many blocks at once as a register holds. Hashing, loads and calls come on top.
 *
 * @param blocksAtOnce AES blocks in a register
 * @param issuesPerCycle instructions for a round that begin in a cycle
 * @param gigahertz cycles per nanosecond
 * @param assumptions where these come from
 */
record ProcessorLimit(
    int blocksAtOnce, double issuesPerCycle, double gigahertz, String assumptions) {

  private static final int ROUNDS = 14;
  private static final int BLOCK_BYTES = 16;
  private static final String CLOCK = "ClockBenchmark";

  /** A family of processors, in the resource file. */
  record Processor(
      String vendor, String family, String name, int blocksAtOnce, double issuesPerCycle) {}

  /** The limit for a message. */
  double nanos(int sizeBytes) {
    int blocks = Math.ceilDiv(sizeBytes, BLOCK_BYTES) + 1;
    return ROUNDS * Math.ceilDiv(blocks, blocksAtOnce) / issuesPerCycle / gigahertz;
  }

  /**
   * The limit of the machine of a result.
   *
   * @param givenGigahertz the clock, if the user knows it
   * @return empty if neither the user nor the result tells the clock, or the processor has no
   *     instructions for AES
   */
  static Optional<ProcessorLimit> of(ResultFile result, OptionalDouble givenGigahertz) {
    OptionalDouble measured =
        result.measurements().stream()
            .filter(some -> some.benchmarkCase().className().equals(CLOCK))
            .mapToDouble(some -> 1 / some.nanos().min())
            .findFirst();
    if (givenGigahertz.isEmpty() && measured.isEmpty()) {
      return Optional.empty();
    }
    double clock = givenGigahertz.orElseGet(measured::orElseThrow);
    String source = givenGigahertz.isPresent() ? "as given" : "as measured";
    Processor processor = processor(result.machine().orElse(null));
    if (processor.blocksAtOnce() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessorLimit(
            processor.blocksAtOnce(),
            processor.issuesPerCycle(),
            clock,
            String.format(
                Locale.ROOT,
                "%s: blocks in a register %d, rounds of AES that begin in a cycle %.0f, %.2f GHz"
                    + " %s",
                processor.name(),
                processor.blocksAtOnce(),
                processor.issuesPerCycle(),
                clock,
                source)));
  }

  private static Processor processor(@Nullable Facts machine) {
    String vendor = fact(machine, MachineText.VENDOR);
    String family = fact(machine, MachineText.FAMILY);
    Set<String> features =
        Arrays.stream(fact(machine, MachineText.FEATURES).split(" ", -1))
            .collect(Collectors.toUnmodifiableSet());
    int blocks = blocksAtOnce(features);
    List<Processor> known =
        Resources.json("processors.json", new TypeReference<List<Processor>>() {});
    return known.stream()
        .filter(some -> some.vendor().equals(vendor) && some.family().equals(family))
        // A virtual machine may hide instructions that the family has.
        .filter(some -> some.blocksAtOnce() == blocks)
        .findFirst()
        .orElseGet(() -> new Processor(vendor, family, "Assumed", blocks, 1));
  }

  private static String fact(@Nullable Facts machine, String key) {
    return machine == null ? "" : machine.value(key).orElse("");
  }

  /** An unknown processor is one with the widest instructions that there are. */
  private static int blocksAtOnce(Set<String> features) {
    if ((features.contains("vaes") && features.contains("avx512f")) || features.contains("")) {
      return 4;
    }
    if (features.contains("vaes")) {
      return 2;
    }
    return features.contains("aes") ? 1 : 0;
  }
}
