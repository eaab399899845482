package org.ecall.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * A command that was run in this process.
 *
 * @param status its exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record CliRun(int status, String out, String err) {

  /** Runs a command without standard input. */
  public static CliRun of(String... args) {
    return withInput("", args);
  }

  /** Runs a command. */
  public static CliRun withInput(String in, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine(new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new CliRun(status, out.toString(), err.toString());
  }

  /** What a refusal looks like: one line on standard error, nothing on standard output. */
  public boolean isOneLineOfError() {
    return out.isEmpty() && err.lines().count() == 1 && err.endsWith(System.lineSeparator());
  }
}
