package org.ecall.cli;

import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;
import org.ecall.cli.call.CallCommand;
import org.ecall.cli.conform.ConformCommand;
import org.ecall.cli.sframe.SframeCommand;
import org.ecall.cli.soak.SoakCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry point of the {@code ecall} command. */
@Command(
    name = "ecall",
    description = "Seals and opens a call's media end to end (RFC 9605 SFrame, AES-GCM).",
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CallCommand.class,
      SoakCommand.class,
      BackendsCommand.class,
      ExplainCommand.class,
      ConformCommand.class,
      SframeCommand.class,
      BenchmarkTool.Bench.class,
      BenchmarkTool.Report.class,
      BenchmarkTool.Calibrate.class,
      HelpCommand.class
    },
    footer = {
      "%nExamples:",
      "  ecall call                          a call between two endpoints on this machine",
      "  ecall soak --minutes 10             many streams for long, and nothing may go wrong",
      "  ecall backends                      which ciphers can be used here",
      "  ecall explain                       which one seals and opens which frames",
      "  ecall conform ../shared/vectors     run published test vectors",
      "  ecall bench --quick                 how fast the ciphers are here",
      "  ecall help sframe seal              help for one command"
    })
public final class Main extends EcallCommand {

  private final InputStream in;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where an error arose, for a report of a bug.")
  private boolean stacktrace;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean version;

  private Main(InputStream in) {
    this.in = in;
  }

  /**
   * Runs the command that the arguments name and exits with its status.
   *
   * @param args as typed
   */
  public static void main(String[] args) {
    System.exit(commandLine(System.in).execute(args));
  }

  /**
   * The whole command line, ready to execute; its writers can be replaced.
   *
   * @param in what commands read as standard input
   * @return a new command line
   */
  public static CommandLine commandLine(InputStream in) {
    Main main = new Main(in);
    ErrorHandler errors = new ErrorHandler(() -> main.stacktrace);
    return new CommandLine(main)
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors);
  }

  /**
   * Standard input.
   *
   * @return what the commands read
   */
  public InputStream in() {
    return in;
  }

  @Override
  public Integer call() {
    throw usageError("name a command: " + String.join(", ", spec().subcommands().keySet()));
  }

  /** The version that the build wrote into the module descriptor. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(Main.class.getModule().getDescriptor())
              .flatMap(ModuleDescriptor::rawVersion)
              .orElse("(not built as a module)");
      return new String[] {"ecall " + version};
    }
  }
}
