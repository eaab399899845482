package org.ecall.cli.sframe;

import java.io.InputStream;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParentCommand;

/** {@code ecall sframe}: seals or opens one frame with a base key that is given. */
@Command(
    name = "sframe",
    description =
        "Seals or opens one RFC 9605 frame, hexadecimal on standard input to hexadecimal on"
            + " standard output, for interoperation checks.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SealCommand.class, OpenCommand.class, HelpCommand.class},
    footer = {
      "%nExample, with keys that protect nothing:",
      "  K=000102030405060708090a0b0c0d0e0f",
      "  echo 68656c6c6f | ecall sframe seal --base-key $K --kid 9 --ctr 0 |"
          + " ecall sframe open --base-key $K"
    })
public final class SframeCommand extends EcallCommand {

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Main main;

  /** For picocli. */
  public SframeCommand() {}

  InputStream in() {
    return main.in();
  }

  @Override
  public Integer call() {
    throw usageError("name a command: seal or open");
  }
}
