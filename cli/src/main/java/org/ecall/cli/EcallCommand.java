package org.ecall.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: help, exit statuses, and writers that tests can replace. */
@Command(
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeOnInvalidInput = EcallCommand.USAGE_ERROR,
    exitCodeOnExecutionException = EcallCommand.FAILED,
    descriptionHeading = "%n",
    parameterListHeading = "%nParameters:%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:the work failed, or something was refused",
      "2:the command was not typed as it must be"
    })
public abstract class EcallCommand implements Callable<Integer> {

  /** Exit status: all went well. */
  public static final int FINE = 0;

  /** Exit status: the work failed, or something was refused. */
  public static final int FAILED = 1;

  /** Exit status: the command was not typed as it must be. */
  public static final int USAGE_ERROR = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  /** For commands. */
  protected EcallCommand() {}

  /**
   * What picocli knows of this command.
   *
   * @return its model
   */
  protected final CommandSpec spec() {
    return spec;
  }

  /**
   * Standard output.
   *
   * @return a writer; {@code println} and {@code printf} flush it
   */
  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /**
   * Standard error.
   *
   * @return a writer; {@code println} and {@code printf} flush it
   */
  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /**
   * An error in how the command was typed.
   *
   * @param message one clause
   * @return an exception to throw; ends in {@link #USAGE_ERROR}
   */
  protected final ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
