package org.ecall.cli.soak;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.ecall.cli.CliException;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.Json;
import org.ecall.cli.OrderlyEnd;
import org.ecall.cli.StatusLine;
import org.ecall.cli.network.Network;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ecall soak}. */
@Command(
    name = "soak",
    description = {
      "Seals and opens the frames of many streams for a long time, and judges every answer.",
      "",
      "Frames travel over UDP on loopback through forwarders that lose, duplicate, reorder and"
          + " attack them. Streams belong to rooms of up to 8, each with an engine on either side:"
          + " half of them two-party calls, half with keys of the embedder's. Meanwhile keys are"
          + " rotated every second or sooner and old ones wiped, and rooms are closed and others"
          + " opened in their place, while all threads go on sealing and opening.",
      "",
      "Nothing may open but what was sealed, at the other side, to the same bytes, once. What was"
          + " sealed may be refused only if it opened before, is behind the replay window, its"
          + " epoch is over, or its engine is being closed.",
      "",
      "Memory is looked at after garbage collections: the heap, and on Linux resident memory, which"
          + " is native memory and a heap of a fixed size. If the least of the last quarter is"
          + " above the most of the second one by more than 8 MiB (resident: 32 MiB, and what"
          + " engines need to remember each key that sealed), it grows. Less than 40 s are too"
          + " short to tell.",
      "",
      "Times are those of single calls to seal and to open, as the calling thread sees them, with"
          + " all pauses. Each thread goes on when a call is through, so a pause counts once, and"
          + " frames that would have come meanwhile are not in the distribution.",
      ""
    },
    footer = {
      "",
      "Ctrl-C ends it early, with its report.",
      "",
      "Examples:",
      "  ecall soak --minutes 10 --streams 64",
      "  ecall soak --minutes 1 --backend all --rate 25 --json"
    },
    exitCodeList = {
      "0:every answer was right, and memory did not grow",
      "1:something was wrong, or the soak could not begin",
      "2:the command line is wrong"
    })
public final class SoakCommand extends EcallCommand {

  private static final String ALL = "all";
  private static final double MOST_MINUTES = 100_000;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final int MOST_STREAMS = 4_096;
  private static final int MOST_THREADS = 256;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "1",
      description = "How long, 1 by default; fractions are fine.")
  private double minutes;

  @Option(
      names = "--streams",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many streams, 64 by default.")
  private int streams;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many threads seal; each has a forwarder and threads that open beside it. As many as"
              + " there are cores by default.")
  private int threads;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Frames a second and stream; 0, the default, for as many as possible.")
  private double rate;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "Use this backend and no other, or 'all': rooms take all that can be used here in turn."
              + " 'ecall backends' lists them.")
  private @Nullable String backend;

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description = "Datagrams that forwarders lose, 2 by default.")
  private double loss;

  @Option(
      names = "--dup",
      paramLabel = "PERCENT",
      defaultValue = "2",
      description = "Datagrams that they send twice, 2 by default.")
  private double duplicate;

  @Option(
      names = "--reorder",
      paramLabel = "PERCENT",
      defaultValue = "5",
      description = "Datagrams that they delay until others have overtaken them, 5 by default.")
  private double reorder;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Repeat the random choices of an earlier soak; threads interleave as they like.")
  private @Nullable Long seed;

  @Option(names = "--json", description = "Print the report as one JSON document.")
  private boolean json;

  /** Creates the command; picocli fills it in. */
  public SoakCommand() {}

  @Override
  public Integer call() throws IOException {
    SoakRun run = new SoakRun(plan());
    try (OrderlyEnd end = new OrderlyEnd("ecall soak")) {
      SoakReport report =
          json || !StatusLine.onTerminal() ? run.run(SoakCommand::silent) : shown(run);
      if (json) {
        Json.print(out(), Json.of(report));
      } else {
        SoakTable.print(report, out());
      }
      return end.status(report.passed() ? FINE : FAILED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("interrupted", e);
    }
  }

  private static void silent(double left, double gone, Tally tally, long violations) {
    // A program or a file has no use for it.
  }

  private SoakReport shown(SoakRun run) throws IOException, InterruptedException {
    // On standard output, because that is what is known to be a terminal.
    try (StatusLine line = new StatusLine(out())) {
      return run.run(new SoakProgress(line));
    }
  }

  private SoakPlan plan() {
    within("--minutes", minutes, 0, MOST_MINUTES);
    within("--streams", streams, 1, MOST_STREAMS);
    within("--threads", threads, 0, MOST_THREADS);
    return new SoakPlan(
        Duration.ofMillis((long) (minutes * SECONDS_PER_MINUTE * 1_000)),
        streams,
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        backends(),
        within("--rate", rate, 0, 1_000_000),
        new Network(
            within("--loss", loss, 0, 100),
            within("--dup", duplicate, 0, 100),
            within("--reorder", reorder, 0, 100),
            true,
            seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed));
  }

  private List<String> backends() {
    if (backend == null) {
      return List.of();
    }
    return backend.equals(ALL)
        ? BackendCatalog.installed().reports().stream()
            .filter(report -> report.status() == BackendReport.Status.ADMITTED)
            .map(BackendReport::name)
            .toList()
        : List.of(backend);
  }

  private double within(String option, double value, double least, double most) {
    if (value >= least && value <= most) {
      return value;
    }
    throw usageError("%s %s: must be %s to %s".formatted(option, value, least, most));
  }
}
