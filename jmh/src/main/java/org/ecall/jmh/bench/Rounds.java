package org.ecall.jmh.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.ecall.cli.CliException;
import org.ecall.jmh.Failures;
import org.ecall.jmh.fork.Jvm;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs parts in rounds, each part in a process of its own, and stores what was measured after each.
 * A part that fails is not tried again; the others go on. Ctrl-C ends everything, and what is
 * stored stays.
 */
public final class Rounds {

  /** Ctrl-C reaches the process that measures, too: whether that is why it failed shows soon. */
  private static final int WHY_MILLIS = 500;

  private final Effort effort;
  private final ResultStore store;
  private final Progress progress;
  private final IntFunction<String> farewell;
  private final Map<Part, String> failures = new LinkedHashMap<>();
  private volatile boolean stopped;

  /**
   * Prepares a run.
   *
   * @param effort for each part in each round
   * @param store takes the results
   * @param progress is told of each part
   * @param farewell what to say after Ctrl-C, of the number of results until then
   */
  public Rounds(Effort effort, ResultStore store, Progress progress, IntFunction<String> farewell) {
    this.effort = effort;
    this.store = store;
    this.progress = progress;
    this.farewell = farewell;
  }

  /**
   * Runs them.
   *
   * @param parts in the order of a round: what is to be compared stands side by side
   * @param rounds how many
   * @return parts that failed, and why
   * @throws IOException if results cannot be written
   * @throws CliException if another run of JMH goes on
   */
  public Map<Part, String> run(List<Part> parts, int rounds) throws IOException {
    try (MachineLock _ = MachineLock.take()) {
      Thread hook = new Thread(this::stop, "says where results are");
      Runtime.getRuntime().addShutdownHook(hook);
      for (int round = 1; round <= rounds; round++) {
        for (Part part : parts) {
          if (!failures.containsKey(part)) {
            measure(round, part);
          }
        }
      }
      progress.erase();
      waitIfStopped();
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    return failures;
  }

  private void measure(int round, Part part) throws IOException {
    progress.measuring(round, part);
    try {
      Collection<RunResult> results = new Runner(options(part).build(), silent()).run();
      waitIfStopped();
      store.add(results);
      progress.measured(round, part, describe(results));
    } catch (RunnerException e) {
      pause();
      waitIfStopped();
      String reason = Failures.describe(e);
      failures.put(part, reason);
      progress.failed(part, reason);
      progress.measured(round, part, "failed");
    }
  }

  private OptionsBuilder options(Part part) {
    var options = new OptionsBuilder();
    options
        .include("^" + Pattern.quote(part.fullName()) + "$")
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    part.params().forEach(options::param);
    effort.applyTo(options, part);
    Jvm.configureQuiet(options);
    return options;
  }

  /** What forks print is of no use between lines of progress; their facts are stored. */
  private static OutputFormat silent() {
    return OutputFormatFactory.createFormatInstance(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        VerboseMode.SILENT);
  }

  private static String describe(Collection<RunResult> results) {
    return results.stream()
        .map(RunResult::getPrimaryResult)
        .map(r -> String.format(Locale.ROOT, "%.1f %s", r.getScore(), r.getScoreUnit()))
        .findFirst()
        .orElse("nothing measured");
  }

  private static void pause() {
    try {
      Thread.sleep(WHY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once the process is ending, nothing more is started or stored. */
  private void waitIfStopped() {
    while (stopped) {
      pause();
    }
  }

  private void stop() {
    stopped = true;
    progress.erase();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    System.err.println(farewell.apply(store.size()));
  }
}
