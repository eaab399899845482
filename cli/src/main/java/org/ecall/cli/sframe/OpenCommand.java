package org.ecall.cli.sframe;

import java.io.IOException;
import java.util.Arrays;
import org.ecall.cli.CliException;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.Hex;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ecall sframe open}: opens a frame with the KID and counter of its own header. */
@Command(
    name = "open",
    description = {
      "Opens the frame on standard input (hexadecimal) and writes its payload. KID and counter are"
          + " the frame's own.",
      "%nA frame that does not open gives its reason on standard error and exit status 1."
    },
    footer = {
      "%nExample:",
      "  ecall sframe open --suite 5 --base-key 000102030405060708090a0b0c0d0e0f < frame.hex"
    })
final class OpenCommand extends EcallCommand {

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private SframeCommand parent;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private FrameOptions options;

  @Override
  public Integer call() throws IOException {
    try (BaseKey baseKey = options.baseKey();
        MediaEngine engine = MediaEngine.open(options.engineOptions());
        FrameOpener opener = engine.newOpener()) {
      byte[] frame = HexInput.read(parent.in());
      FrameHeader.parse(frame).ifPresent(header -> opener.addKey(header.kid(), baseKey));
      byte[] payload = new byte[FrameOpener.plaintextCapacityBytes(frame.length)];
      OpenResult result = new OpenResult();
      opener.open(frame, 0, frame.length, payload, 0, options.metadata(), result);
      if (result.status() != OpenStatus.OPENED) {
        throw new CliException("refused: " + result.status() + ": " + reason(result.status()));
      }
      out().println(Hex.format(Arrays.copyOf(payload, result.sizeBytes())));
      return FINE;
    }
  }

  private static String reason(OpenStatus status) {
    return switch (status) {
      case MALFORMED -> "the frame is too short, or its header is not minimally encoded";
      case NOT_AUTHENTIC ->
          "the tag does not match: another key, suite or metadata, or the frame was changed";
      default -> "a new opener that has the frame's key does not say this";
    };
  }
}
