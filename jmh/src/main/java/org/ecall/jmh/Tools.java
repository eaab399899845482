package org.ecall.jmh;

import org.ecall.cli.EcallCommand;
import org.ecall.cli.ErrorHandler;
import org.ecall.jmh.bench.BenchCommand;
import org.ecall.jmh.calibrate.CalibrateCommand;
import org.ecall.jmh.report.ReportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands of {@code ecall} that measure; the {@code ecall} command starts them here. */
@Command(
    name = "ecall",
    description = "Measures ciphers, and makes reports and plans of what was measured.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchCommand.class,
      ReportCommand.class,
      CalibrateCommand.class,
      ConstantTimeCommand.class
    })
public final class Tools extends EcallCommand {

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where an error arose, for a report of a bug.")
  private boolean stacktrace;

  private Tools() {}

  /**
   * Runs the command that the arguments name and exits with its status.
   *
   * @param args as typed
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /**
   * The whole command line, ready to execute; its writers can be replaced.
   *
   * @return a new command line
   */
  public static CommandLine commandLine() {
    Tools tools = new Tools();
    ErrorHandler errors = new ErrorHandler(() -> tools.stacktrace);
    return new CommandLine(tools)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  @Override
  public Integer call() {
    throw usageError("name a command: " + String.join(", ", spec().subcommands().keySet()));
  }
}
