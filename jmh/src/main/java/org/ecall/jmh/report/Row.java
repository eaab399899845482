package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.ecall.jmh.result.BenchmarkCase;
import org.ecall.jmh.result.Measurement;

/**
 * One figure and its place in the report.
 *
 * @param type the benchmark's class
 * @param method the benchmark's method
 * @param subject the cipher that was measured; empty where none matters
 * @param variant the other parameters, as a reader wants them; empty if there are none
 * @param sizeBytes of a payload
 * @param figure what was measured
 */
record Row(
    String type,
    String method,
    String subject,
    String variant,
    OptionalInt sizeBytes,
    Figure figure) {

  /** Parameters that name what is measured. */
  private static final List<String> SUBJECTS = List.of("subject", "backend", "cipher");

  private static final Set<String> HAVE_THEIR_PLACE = Set.of(BenchmarkCase.SIZE);

  static Row of(Measurement measurement) {
    return of(measurement.benchmarkCase(), Figure.of(measurement));
  }

  static Row of(BenchmarkCase measured, Figure figure) {
    String subjectParam =
        SUBJECTS.stream().filter(measured.params()::containsKey).findFirst().orElse("");
    List<String> variants = new ArrayList<>();
    for (Map.Entry<String, String> param : measured.params().entrySet()) {
      if (!param.getKey().equals(subjectParam) && !HAVE_THEIR_PLACE.contains(param.getKey())) {
        variants.add(describe(param.getKey(), param.getValue()));
      }
    }
    if (measured.threads() > 1) {
      variants.add(measured.threads() + " threads");
    }
    return new Row(
        measured.className(),
        measured.method(),
        measured.param(subjectParam).orElse(""),
        String.join(", ", variants),
        measured.sizeBytes(),
        figure);
  }

  private static String describe(String name, String value) {
    boolean number = !value.isEmpty() && value.chars().allMatch(Character::isDigit);
    return number ? value + " " + (value.equals("1") ? singular(name) : name) : name + " " + value;
  }

  private static String singular(String name) {
    return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
  }

  /** The name of the line or column that this belongs to. */
  String label() {
    if (subject.isEmpty()) {
      return variant.isEmpty() ? method : variant;
    }
    return variant.isEmpty() ? subject : subject + ", " + variant;
  }

  /** The same place for another method's figure. */
  Row with(String otherMethod, Figure other) {
    return new Row(type, otherMethod, subject, variant, sizeBytes, other);
  }

  /** Whether another row has the same place but for the method. */
  boolean besides(Row other) {
    return type.equals(other.type)
        && subject.equals(other.subject)
        && variant.equals(other.variant)
        && sizeBytes.equals(other.sizeBytes);
  }
}
