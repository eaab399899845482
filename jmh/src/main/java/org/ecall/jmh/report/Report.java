package org.ecall.jmh.report;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecall.jmh.result.ResultFile;

/**
 * All that a report shows; pages only write it.
 *
 * @param title of the page
 * @param notes what a reader has to know first
 * @param sections in their order
 */
record Report(String title, List<String> notes, List<Section> sections) {

  private static final String HOW_TO_READ =
      "Times are the minimum / median ± error in nanoseconds of all iterations of all rounds. The"
          + " error holds the median with a confidence of 95 %: 1.96 × √(π/2) × 1.4826 × the median"
          + " distance from the median ÷ √forks. B/op is what an operation allocates on the heap.";

  /**
   * Makes a report.
   *
   * @param before an earlier result to compare with
   * @param result what the report is about
   * @param gigahertz the processor's clock, if the user knows it
   */
  static Report of(Optional<ResultFile> before, ResultFile result, OptionalDouble gigahertz) {
    List<SectionLayout> layouts =
        Resources.json("sections.json", new TypeReference<List<SectionLayout>>() {});
    Rows rows = new Rows(result, layouts);
    Optional<ProcessorLimit> limit = ProcessorLimit.of(result, gigahertz);

    List<Section> sections = new ArrayList<>();
    before.ifPresent(earlier -> sections.add(new Comparison(earlier, result).section()));
    TargetTables.section(rows).ifPresent(sections::add);
    sections.add(PlanSection.of(result));
    List<String> types = new ArrayList<>(rows.types());
    for (SectionLayout layout : layouts) {
      if (types.remove(layout.type())) {
        sections.add(new SectionBuilder(layout, rows, limit).build());
      }
    }
    types.forEach(
        type -> sections.add(new SectionBuilder(SectionLayout.unknown(type), rows, limit).build()));
    AllocationSection.of(rows, layouts).ifPresent(sections::add);
    sections.add(MachineSection.of(result));
    return new Report("Benchmarks: " + result.name(), notes(result, limit), sections);
  }

  private static List<String> notes(ResultFile result, Optional<ProcessorLimit> limit) {
    List<String> notes = new ArrayList<>();
    notes.add(HOW_TO_READ);
    notes.add(
        limit.isPresent()
            ? "The processor’s limit is 14 rounds of AES for each block and one more, nothing else"
                + " counted. "
                + limit.get().assumptions()
                + "."
            : "The processor’s limit is not shown: the result has no ClockBenchmark, which measures"
                + " the clock, and none was given with --clock.");
    result
        .leftOut()
        .forEach(
            (mode, count) ->
                notes.add(
                    "%d results in JMH’s mode %s are left out; only avgt gives times per operation."
                        .formatted(count, mode)));
    return notes;
  }

  /** All plots, in the order of the page. */
  List<Chart> charts() {
    return sections.stream().flatMap(section -> section.charts().stream()).toList();
  }
}
