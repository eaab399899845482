package org.ecall.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ecall.cli.ChildProcess;
import org.ecall.jmh.fork.Jvm;
import org.ecall.jmh.fork.Present;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH with its own options, and what is always to be measured and stored: allocation, and what each
 * fork was given to measure. Parameters that are not given take what this machine has.
 *
 * <p>A jar cannot say how its JVM is to be started, and JMH warns without its options. So this
 * starts itself again with them.
 */
public final class Main {

  private static final String STARTED_AGAIN = "ecall.benchmarks.started";

  private Main() {}

  /**
   * Runs JMH.
   *
   * @param args as JMH takes them
   * @throws IOException if a process cannot be started, or output cannot be written
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (Boolean.getBoolean(STARTED_AGAIN)) {
      System.exit(run(args));
    }
    List<String> options =
        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    options.add("-D" + STARTED_AGAIN + "=true");
    System.exit(ChildProcess.run(Jvm.command(options, Main.class, Arrays.asList(args))));
  }

  private static int run(String[] args) throws IOException {
    try {
      CommandLineOptions given = new CommandLineOptions(args);
      if (given.shouldHelp()
          || given.shouldList()
          || given.shouldListWithParams()
          || given.shouldListProfilers()
          || given.shouldListResultFormats()) {
        org.openjdk.jmh.Main.main(args);
        return 0;
      }
      measure(given);
      return 0;
    } catch (CommandLineOptionException e) {
      System.err.println("not understood: " + e.getMessage() + " (see -h)");
      return 2;
    } catch (NoBenchmarksException e) {
      System.err.println("no benchmark matches (-l lists them all)");
      return 2;
    } catch (RunnerException e) {
      System.err.println("failed: " + Failures.describe(e));
      return 1;
    }
  }

  private static void measure(CommandLineOptions given) throws IOException, RunnerException {
    var options = new OptionsBuilder();
    options.parent(given);
    // The JVM options of this process are no measurement's unless they are given as such.
    options.jvmArgs(given.getJvmArgs().orElse(List.of()).toArray(String[]::new));
    Jvm.configure(options, List.copyOf(given.getJvmArgsPrepend().orElse(List.of())));
    takePresent(options, given);
    VerboseMode verbosity = given.verbosity().orElse(VerboseMode.NORMAL);
    String file = given.getOutput().orElse(null);
    var quiet = new QuietOutput(file == null ? System.out : Files.newOutputStream(Path.of(file)));
    try {
      var print = new PrintStream(quiet, true, StandardCharsets.UTF_8);
      new Runner(options.build(), OutputFormatFactory.createFormatInstance(print, verbosity)).run();
    } finally {
      quiet.finish();
    }
  }

  private static void takePresent(OptionsBuilder options, CommandLineOptions given)
      throws IOException {
    boolean subjects = given.getParameter("subject").hasValue();
    boolean backends = given.getParameter("backend").hasValue();
    if (subjects && backends) {
      return;
    }
    Present present = Present.probe();
    present
        .absent()
        .forEach((name, reason) -> System.err.println("left out: " + name + ", " + reason));
    List<String> ours =
        Stream.concat(present.backends().stream(), present.kernels().stream()).toList();
    if (!backends) {
      options.param("backend", ours.toArray(String[]::new));
    }
    if (!subjects) {
      options.param(
          "subject", Stream.concat(ours.stream(), present.peers().stream()).toArray(String[]::new));
    }
  }
}
