package org.ecall.jmh.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ecall.jmh.report.Table.Cell;
import org.ecall.jmh.report.Table.Line;
import org.ecall.jmh.report.Table.Tone;
import org.ecall.jmh.result.BenchmarkCase;
import org.ecall.jmh.result.Measurement;
import org.ecall.jmh.result.ResultFile;

/** What changed from one result to another, as far as the errors of both let it be seen. */
final class Comparison {

  private final ResultFile before;
  private final ResultFile after;
  private final List<Change> changes = new ArrayList<>();

  /** One case in both results. */
  private record Change(BenchmarkCase what, Figure before, Figure after) {

    double ratio() {
      return after.median() / before.median();
    }

    Tone tone() {
      if (after.slowerThan(before)) {
        return Tone.BAD;
      }
      return before.slowerThan(after) ? Tone.GOOD : Tone.WEAK;
    }

    String verdict() {
      return switch (tone()) {
        case BAD -> "slower";
        case GOOD -> "faster";
        default -> "within the error";
      };
    }
  }

  Comparison(ResultFile before, ResultFile after) {
    this.before = before;
    this.after = after;
    Map<BenchmarkCase, Measurement> earlier =
        before.measurements().stream()
            .collect(Collectors.toMap(Measurement::benchmarkCase, Function.identity()));
    for (Measurement later : after.measurements()) {
      Measurement other = earlier.get(later.benchmarkCase());
      if (other != null) {
        changes.add(new Change(later.benchmarkCase(), Figure.of(other), Figure.of(later)));
      }
    }
    changes.sort(
        Comparator.comparing((Change change) -> change.tone() == Tone.WEAK)
            .thenComparingDouble(change -> -Math.abs(Math.log(change.ratio()))));
  }

  Section section() {
    List<String> text = new ArrayList<>();
    text.add(
        "From %s to %s: of %d figures in both, %d are slower and %d faster beyond the error of both."
            .formatted(
                before.name(), after.name(), changes.size(), count(Tone.BAD), count(Tone.GOOD)));
    int onlyBefore = before.measurements().size() - changes.size();
    int onlyAfter = after.measurements().size() - changes.size();
    if (onlyBefore + onlyAfter > 0) {
      text.add(
          "%d figures are in %s only, %d in %s only."
              .formatted(onlyBefore, before.name(), onlyAfter, after.name()));
    }
    if (!before.machine().equals(after.machine())) {
      text.add(
          "The machines are not the same, or at least not known to be, so this compares them,"
              + " too.");
    }
    return new Section("comparison", "What changed", text, List.of(), tables());
  }

  private long count(Tone tone) {
    return changes.stream().filter(change -> change.tone() == tone).count();
  }

  private List<Table> tables() {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    for (Change change : changes) {
      lines.add(
          new Line(
              change.what().toString(),
              List.of(
                  Cell.plain(median(change.before())),
                  Cell.plain(median(change.after())),
                  new Cell(Numbers.change(change.ratio()), change.tone()),
                  new Cell(change.verdict(), change.tone()),
                  Cell.plain(allocation(change)))));
    }
    return List.of(
        new Table(
            "Medians in ns, what changed first",
            List.of("", before.name(), after.name(), "change", "", "B/op"),
            lines));
  }

  private static String median(Figure figure) {
    return Numbers.shortened(figure.median()) + " ± " + Numbers.shortened(figure.error());
  }

  private static String allocation(Change change) {
    String from = Numbers.bytes(change.before().allocatedBytes());
    String to = Numbers.bytes(change.after().allocatedBytes());
    return from.equals(to) ? to : String.format(Locale.ROOT, "%s → %s", from, to);
  }

  /** A comparison, if there is something to compare with. */
  static Optional<Section> of(Optional<ResultFile> before, ResultFile after) {
    return before.map(some -> new Comparison(some, after).section());
  }
}
