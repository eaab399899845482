package org.ecall.jmh;

import java.util.Random;
import java.util.function.Function;
import org.ecall.cli.EcallCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for secrets in the times that ciphers take; see {@code docs/constant-time-vector.md}. */
@Command(
    name = "constant-time",
    description = {
      "Times sealing with fixed and with random keys, and opening fixed and random messages, and"
          + " tests whether the times differ: Welch's t-test, with and without the longest times. A"
          + " |t| above 10 says that they do, below 4.5 that no difference was found. The fixed key"
          + " is the one of some that takes the most unusual time. A last run compares a fixed key"
          + " with itself: what it finds, the method has made.",
      "%nFinding none proves nothing; it is worth something where a cipher with tables, such as"
          + " BouncyCastle, is found out on the same machine."
    },
    footer = {
      "%nExample:",
      "  java --add-modules jdk.incubator.vector -cp jmh/target/benchmarks.jar org.ecall.jmh.Tools"
          + " \\",
      "      constant-time vector"
    })
final class ConstantTimeCommand extends EcallCommand {

  private static final int WARMUP_SHARE = 2;

  @Parameters(paramLabel = "CIPHER", description = "A backend, or a library by itself.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String cipher;

  @Option(
      names = "--measurements",
      paramLabel = "N",
      defaultValue = "200000",
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
    Function<byte[], Subject> maker = Subject.maker(cipher);
    for (TimedCipher.Secret secret : TimedCipher.Secret.values()) {
      double t = greatestT(maker, secret);
      out().printf("%s, %s: max |t| %.1f%n", cipher, secret, t);
      out().flush();
    }
    return FINE;
  }

  private double greatestT(Function<byte[], Subject> maker, TimedCipher.Secret secret) {
    err().println("measuring " + cipher + ", " + secret + " …");
    err().flush();
    TimedCipher cipherTimes = new TimedCipher(maker, secret, sizeBytes, new Random(seed));
    cipherTimes.run(measurements / WARMUP_SHARE);
    if (secret == TimedCipher.Secret.KEYS) {
      cipherTimes.fixUnusualKey();
    }
    long[][] times = cipherTimes.run(measurements);
    if (cipherTimes.evicted() != 0) {
      throw new IllegalStateException("zeros were read that are none");
    }
    return WelchTest.greatestT(times[0], times[1]);
  }
}
