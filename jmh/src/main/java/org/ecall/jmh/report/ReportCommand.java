package org.ecall.jmh.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecall.cli.EcallCommand;
import org.ecall.jmh.result.ResultFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecall report}: a page and Markdown from results. */
@Command(
    name = "report",
    description = {
      "Makes a report of a result: plots, tables, the targets beside what was measured, and what an"
          + " engine would choose. Two results are compared, the earlier one first.",
      "%nWrites index.html, which needs no network, and report.md into a folder."
    },
    footer = {
      "%nExamples:",
      "  ecall report result.json -o report",
      "  ecall report before.json after.json -o report",
      "  ecall report result.json --terminal"
    })
public final class ReportCommand extends EcallCommand {

  private static final double MAX_GIGAHERTZ = 100;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULT",
      description = "JSON of 'ecall bench' or of the jar of benchmarks (-rf json).")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private List<Path> results;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for the report; made if it is missing.")
  private @Nullable Path folder;

  @Option(names = "--terminal", description = "Print the Markdown as well; -o can be left out.")
  private boolean terminal;

  @Option(
      names = "--clock",
      paramLabel = "GHZ",
      description =
          "The processor's clock, for its limit; without it, as ClockBenchmark measured it.")
  private @Nullable Double gigahertz;

  /** For picocli. */
  public ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    if (results.size() > 2) {
      throw usageError("one result, or two to compare; these are " + results.size());
    }
    if (folder == null && !terminal) {
      throw usageError("name a folder with -o, or --terminal, or both");
    }
    if (gigahertz != null && !(gigahertz > 0 && gigahertz < MAX_GIGAHERTZ)) {
      throw usageError("--clock takes gigahertz, such as 2.9");
    }
    ResultFile result = ResultFile.read(results.getLast());
    Optional<ResultFile> before =
        results.size() == 1 ? Optional.empty() : Optional.of(ResultFile.read(results.getFirst()));
    Report report =
        Report.of(
            before,
            result,
            gigahertz == null ? OptionalDouble.empty() : OptionalDouble.of(gigahertz));
    String markdown = MarkdownPage.of(report);
    if (folder != null) {
      Files.createDirectories(folder);
      Path page = Files.writeString(folder.resolve("index.html"), HtmlPage.of(report));
      Path text = Files.writeString(folder.resolve("report.md"), markdown);
      err().println("wrote " + page + " and " + text);
    }
    if (terminal) {
      out().print(markdown);
      out().flush();
    }
    return FINE;
  }
}
