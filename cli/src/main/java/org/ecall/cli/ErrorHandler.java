package org.ecall.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ecall.engine.EngineException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one line on standard error and an exit status. */
public final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {

  /** Longer than any number, so perhaps a key, which a mistyped command line can hold anywhere. */
  private static final Pattern LONG_HEX = Pattern.compile("[0-9A-Fa-f]{21,}");

  private static final Pattern ONLY_HEX = Pattern.compile("[0-9A-Fa-f]+");

  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

  private final BooleanSupplier stacktrace;

  /**
   * Creates a handler.
   *
   * @param stacktrace whether to show where an error arose, too
   */
  public ErrorHandler(BooleanSupplier stacktrace) {
    this.stacktrace = stacktrace;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String message =
        e instanceof UnmatchedArgumentException unmatched
            ? describe(unmatched)
            : String.valueOf(e.getMessage());
    String shown = LONG_HEX.matcher(message).replaceAll("(hex)");
    print(command, e, shown + " (see '" + name + " --help')");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String describe(UnmatchedArgumentException e) {
    String unknown =
        e.getUnmatched().stream().map(ErrorHandler::withoutValue).collect(Collectors.joining(", "));
    List<String> similar = e.getSuggestions();
    return "not understood: "
        + unknown
        + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
  }

  /** The value of a mistyped option, or what stands apart from it, may be a part of a key. */
  private static String withoutValue(String argument) {
    if (argument.startsWith("-")) {
      return argument.replaceFirst("=.*", "");
    }
    return ONLY_HEX.matcher(argument).matches() ? "(hex)" : argument;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    print(
        command,
        e,
        switch (e) {
          case CliException known -> String.valueOf(known.getMessage());
          case EngineException known -> String.valueOf(known.getMessage());
          case IllegalArgumentException known -> String.valueOf(known.getMessage());
          case IOException known -> IoErrors.describe(known);
          case UncheckedIOException known -> IoErrors.describe(known);
          default -> "this is a bug in ecall: " + e + "; --stacktrace shows where";
        });
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  private void print(CommandLine command, Exception e, String message) {
    PrintWriter err = command.getErr();
    err.println(
        command.getCommandSpec().qualifiedName()
            + ": "
            + LINE_BREAKS.matcher(message).replaceAll(" "));
    if (stacktrace.getAsBoolean()) {
      e.printStackTrace(err);
    }
    err.flush();
  }
}
