package org.ecall.jmh.result;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecall.engine.select.CpuFacts;
import org.ecall.engine.select.MachineFacts;

/**
 * A machine among the facts of a result, with the names that a calibration profile has for them.
 */
public final class MachineText {

  /** Maker of the processor. */
  public static final String VENDOR = "cpu-vendor";

  /** Number of the processor's family. */
  public static final String FAMILY = "cpu-family";

  /** Instruction sets that ciphers use, separated by spaces. */
  public static final String FEATURES = "cpu-features";

  private static final String MODEL = "cpu-model";
  private static final String NAME = "cpu-name";
  private static final String CORES = "cores";
  private static final String OS = "os";
  private static final String ARCH = "arch";
  private static final String JVM = "jvm";

  private MachineText() {}

  /**
   * Writes a machine down.
   *
   * @param machine that was measured
   * @return facts that {@link #parse} reads
   */
  public static Facts of(MachineFacts machine) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(VENDOR, machine.cpu().vendor());
    values.put(FAMILY, machine.cpu().family());
    values.put(MODEL, machine.cpu().model());
    values.put(NAME, machine.cpu().name());
    values.put(FEATURES, String.join(" ", machine.cpu().features()));
    values.put(CORES, String.valueOf(machine.cores()));
    values.put(OS, machine.os());
    values.put(ARCH, machine.arch());
    values.put(JVM, machine.jvm());
    return new Facts(Facts.MACHINE, values);
  }

  /**
   * Reads a machine.
   *
   * @param facts as {@link #of} writes them
   * @return the machine
   * @throws ResultFormatException if one is missing or absurd
   */
  public static MachineFacts parse(Facts facts) throws ResultFormatException {
    try {
      return new MachineFacts(
          new CpuFacts(
              value(facts, VENDOR),
              value(facts, FAMILY),
              value(facts, MODEL),
              value(facts, NAME),
              features(facts)),
          Integer.parseInt(value(facts, CORES)),
          value(facts, OS),
          value(facts, ARCH),
          value(facts, JVM));
    } catch (IllegalArgumentException e) {
      throw new ResultFormatException("the result does not tell its machine: " + e.getMessage(), e);
    }
  }

  private static Set<String> features(Facts facts) {
    return Arrays.stream(facts.value(FEATURES).orElse("").split(" ", -1))
        .filter(feature -> !feature.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String value(Facts facts, String key) {
    return facts.value(key).orElseThrow(() -> new IllegalArgumentException("no " + key));
  }
}
