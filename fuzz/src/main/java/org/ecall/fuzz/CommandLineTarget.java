package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecall.cli.Main;
import picocli.CommandLine;

/**
 * The command line in process: arguments, standard input and files of anybody's making end with one
 * of three exit codes and never with an error that nobody expected. Commands that measure, send or
 * write are left out.
 */
public final class CommandLineTarget {

  private static final Path FILE = TemporaryFolder.create().resolve("file");
  private static final int MAX_MORE_ARGUMENTS = 3;
  private static final String KEY = "000102030405060708090a0b0c0d0e0f";

  private CommandLineTarget() {}

  /** One command. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
    List<String> arguments = new ArrayList<>();
    int command = data.consumeInt(0, 5);
    switch (command) {
      case 0 -> seal(data, arguments);
      case 1 -> arguments.addAll(List.of("sframe", "open", "--backend=jdk", "--base-key", KEY));
      case 2 -> arguments.addAll(List.of("sframe", "open", "--base-key-file", FILE.toString()));
      case 3 -> arguments.addAll(List.of("explain", "--profile", FILE.toString()));
      default -> arguments.addAll(List.of("conform", "--backend=jdk", FILE.toString()));
    }
    if (data.consumeBoolean()) {
      arguments.add("--json");
    }
    if (command < 4) {
      int more = data.consumeInt(0, MAX_MORE_ARGUMENTS);
      for (int i = 0; i < more; i++) {
        arguments.add(argument(data));
      }
    }
    byte[] content = data.consumeRemainingAsBytes();
    Files.write(FILE, content);
    run(arguments, content);
  }

  private static void seal(FuzzedDataProvider data, List<String> arguments) {
    arguments.addAll(List.of("sframe", "seal", "--backend=jdk"));
    arguments.add("--base-key=" + (data.consumeBoolean() ? KEY : data.consumeString(40)));
    arguments.add("--kid=" + (data.consumeBoolean() ? "7" : data.consumeString(22)));
    arguments.add("--ctr=" + (data.consumeBoolean() ? "0x100" : data.consumeString(22)));
    arguments.add("--metadata=" + data.consumeString(20));
  }

  private static String argument(FuzzedDataProvider data) {
    return switch (data.consumeInt(0, 5)) {
      case 0 -> "--suite=" + data.consumeString(6);
      case 1 -> "--metadata=" + data.consumeString(20);
      case 2 -> "--constrain=" + data.consumeString(30);
      case 3 -> "--backend=" + data.consumeString(10);
      case 4 -> "--help";
      default -> "-" + data.consumeString(12);
    };
  }

  private static void run(List<String> arguments, byte[] in) {
    var out = new StringWriter();
    var err = new StringWriter();
    CommandLine command =
        Main.commandLine(new ByteArrayInputStream(in))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int code = command.execute(arguments.toArray(String[]::new));
    Oracle.require(code >= 0 && code <= 2, "exit code " + code);
    Oracle.require(!err.toString().contains("this is a bug"), err.toString());
    Oracle.require(code == 0 || !err.toString().isEmpty(), "a failure says why");
    Oracle.require(
        err.toString().getBytes(StandardCharsets.UTF_8).length < 16_384, "an error of some lines");
  }
}
