package org.ecall.cli.call;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import org.ecall.cli.CliException;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.Json;
import org.ecall.cli.OrderlyEnd;
import org.ecall.cli.StatusLine;
import org.ecall.cli.SuiteConverter;
import org.ecall.cli.network.Network;
import org.ecall.engine.CipherSuite;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ecall call}. */
@Command(
    name = "call",
    description = {
      "Runs an encrypted call between two endpoints on this machine.",
      "",
      "Both sides send encoded video and audio. Every frame is sealed, cut into UDP datagrams, and"
          + " carried over loopback by a forwarder that can lose, duplicate, reorder and attack"
          + " them. The other side opens what arrives. The session secret is fresh for each run.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  ecall call",
      "  ecall call --attack --loss 5 --reorder 10 --dup 2 --rotate 2 --out received",
      "  ecall call --video talk.ivf --audio talk.opus --speed max --json"
    },
    exitCodeList = {
      "0:every delivered genuine frame opened, once, and nothing else did",
      "1:the call failed, or could not begin",
      "2:the command line is wrong"
    })
public final class CallCommand extends EcallCommand {

  private static final int LAST_FIRST_PORT = 65_532;

  @Option(
      names = "--video",
      paramLabel = "FILE",
      description = "VP8 in IVF to send; a sample if left out.")
  private @Nullable Path video;

  @Option(
      names = "--audio",
      paramLabel = "FILE",
      description = "Opus in Ogg to send; a sample if left out.")
  private @Nullable Path audio;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write what each side received: caller-video.ivf and so on. Lost frames are bridged, so"
              + " that the files play as long as what was sent.")
  private @Nullable Path out;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Use this backend and no other; 'ecall backends' lists them.")
  private @Nullable String backend;

  @Option(
      names = "--suite",
      paramLabel = "N",
      converter = SuiteConverter.class,
      description = "Cipher suite: 5 (AES-256-GCM, default) or 4 (AES-128-GCM).")
  private CipherSuite suite = CipherSuite.AES_256_GCM_SHA512_128;

  @Option(
      names = "--rotate",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Rotate the keys this often; 0, the default, never.")
  private double rotateSeconds;

  @Option(
      names = "--speed",
      paramLabel = "SPEED",
      defaultValue = "real",
      description = "real: as fast as the media plays (default). max: as fast as possible.")
  private String speed = "real";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "First of four consecutive UDP ports on loopback; any free ones if left out.")
  private int port;

  @Option(
      names = "--loss",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Datagrams that the forwarder loses.")
  private double loss;

  @Option(
      names = "--dup",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Datagrams that it sends twice.")
  private double duplicate;

  @Option(
      names = "--reorder",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Datagrams that it delays until others have overtaken them.")
  private double reorder;

  @Option(
      names = "--attack",
      description =
          "Let the forwarder also flip bits, replay, reflect frames to their sender, swap KIDs,"
              + " forge counters, relabel, truncate, invent frames, and flood with unknown KIDs.")
  private boolean attack;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeat the forwarder's random choices of an earlier call.")
  private @Nullable Long seed;

  @Option(names = "--json", description = "Print the report as one JSON document.")
  private boolean json;

  /** Creates the command; picocli fills it in. */
  public CallCommand() {}

  @Override
  public Integer call() throws IOException {
    CallRun run = CallRun.prepare(plan());
    CallReport report;
    try (var _ = new OrderlyEnd("ecall call")) {
      report = json || !StatusLine.onTerminal() ? run.run((nanos, ways) -> {}) : runShown(run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException("interrupted", e);
    }
    if (json) {
      Json.print(out(), Json.of(report));
    } else {
      ReportTable.print(report, out());
    }
    return report.passed() ? FINE : FAILED;
  }

  private CallReport runShown(CallRun run) throws IOException, InterruptedException {
    // On standard output, because that is what is known to be a terminal.
    try (ProgressLine line = new ProgressLine(out(), run.mediaNanos())) {
      return run.run(line);
    }
  }

  private CallPlan plan() {
    return new CallPlan(
        video,
        audio,
        out,
        suite,
        backend,
        within("--rotate", rotateSeconds, 0.1, 86_400),
        paced(),
        port(),
        new Network(
            within("--loss", loss, 0, 100),
            within("--dup", duplicate, 0, 100),
            within("--reorder", reorder, 0, 100),
            attack,
            seed == null ? new SecureRandom().nextInt(Integer.MAX_VALUE) : seed));
  }

  private boolean paced() {
    return switch (speed.toLowerCase(Locale.ROOT)) {
      case "real" -> true;
      case "max" -> false;
      default -> throw usageError("--speed " + speed + ": must be real or max");
    };
  }

  private int port() {
    if (port < 0 || port > LAST_FIRST_PORT) {
      throw usageError("--port " + port + ": must be 1 to " + LAST_FIRST_PORT + ", or 0 for any");
    }
    return port;
  }

  private double within(String option, double value, double least, double most) {
    if ((value >= least && value <= most) || value == 0) {
      return value;
    }
    throw usageError("%s %s: must be %s to %s".formatted(option, value, least, most));
  }
}
