package org.ecall.jmh;

import java.util.List;
import java.util.Random;
import org.ecall.cli.EcallCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for secrets in the times that ciphers take; see {@code docs/constant-time-vector.md}. */
@Command(
    name = "constant-time",
    description = {
      "Times sealing with fixed and with random keys and plaintexts, and tests whether the times"
          + " differ: Welch's t-test, with and without the longest times. A |t| above 10 says that"
          + " they do, below 4.5 that no difference was found.",
      "%nFinding none proves nothing; it is worth something where a cipher with tables, measured in"
          + " the same run, is found out."
    },
    footer = {
      "%nExample:",
      "  java --add-modules jdk.incubator.vector -cp jmh/target/benchmarks.jar org.ecall.jmh.Tools"
          + " \\",
      "      constant-time vector BouncyCastle"
    })
final class ConstantTimeCommand extends EcallCommand {

  private static final int WARMUP_SHARE = 5;

  @Parameters(
      paramLabel = "CIPHER",
      defaultValue = "vector,BouncyCastle",
      split = ",",
      description = "Backends or libraries; default: ${DEFAULT-VALUE}.")
  private List<String> ciphers = List.of();

  @Option(
      names = "--measurements",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Messages of each set; default: ${DEFAULT-VALUE}.")
  private int measurements;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "16",
      description = "Size of a plaintext; default: ${DEFAULT-VALUE}.")
  private int sizeBytes;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Where keys, plaintexts and the order come from; default: ${DEFAULT-VALUE}.")
  private long seed;

  /** For picocli. */
  ConstantTimeCommand() {}

  @Override
  public Integer call() {
    if (measurements < 1 || sizeBytes < 0) {
      throw usageError("--measurements must be positive, and --size not negative");
    }
    out().printf("%-14s %-11s %10s%n", "cipher", "random", "max |t|");
    for (String cipher : ciphers) {
      for (TimedSeals.Secret secret : TimedSeals.Secret.values()) {
        out().printf("%-14s %-11s %10.1f%n", cipher, lowerCase(secret), greatestT(cipher, secret));
        out().flush();
      }
    }
    return FINE;
  }

  private double greatestT(String cipher, TimedSeals.Secret secret) {
    err().println("measuring " + cipher + ", " + lowerCase(secret) + " …");
    err().flush();
    TimedSeals seals = new TimedSeals(Subject.maker(cipher), secret, sizeBytes, new Random(seed));
    try {
      seals.run(measurements / WARMUP_SHARE);
      long[][] times = seals.run(measurements);
      return WelchTest.greatestT(times[0], times[1]);
    } finally {
      seals.close();
    }
  }

  private static String lowerCase(TimedSeals.Secret secret) {
    return secret == TimedSeals.Secret.KEYS ? "keys" : "plaintexts";
  }
}
