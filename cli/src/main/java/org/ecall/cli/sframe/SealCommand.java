package org.ecall.cli.sframe;

import java.io.IOException;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.Hex;
import org.ecall.cli.UnsignedLongConverter;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.hazmat.ExplicitCounterSealer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SizeClass;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ecall sframe seal}: the only place where a counter is typed in. */
@Command(
    name = "seal",
    description = {
      "Seals the payload on standard input (hexadecimal, may be empty) and writes header,"
          + " ciphertext and tag.",
      "%nSealing two payloads with the same base key, KID and counter gives both away: use keys"
          + " that protect nothing."
    },
    footer = {
      "%nExample:",
      "  echo 68656c6c6f | ecall sframe seal --suite 5 --base-key 000102030405060708090a0b0c0d0e0f"
          + " --kid 9 --ctr 0x100"
    })
final class SealCommand extends EcallCommand {

  @ParentCommand
  @SuppressWarnings("NullAway.Init") // set by picocli
  private SframeCommand parent;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private FrameOptions options;

  @Option(
      names = "--kid",
      paramLabel = "N",
      required = true,
      converter = UnsignedLongConverter.class,
      description = "Key identifier, unsigned 64-bit, decimal or 0x….")
  private long kid;

  @Option(
      names = "--ctr",
      paramLabel = "N",
      required = true,
      converter = UnsignedLongConverter.class,
      description = "Frame counter, unsigned 64-bit, decimal or 0x….")
  private long ctr;

  @Override
  public Integer call() throws IOException {
    BackendCatalog catalog = BackendCatalog.installed();
    try (BaseKey baseKey = options.baseKey();
        MediaEngine engine = MediaEngine.open(options.engineOptions(), catalog)) {
      byte[] frame =
          ExplicitCounterSealer.seal(
              catalog.require(engine.plan().of(Operation.SEAL, SizeClass.BYTES_160).backend()),
              options.suite(),
              baseKey,
              new FrameHeader(kid, ctr),
              options.metadata(),
              HexInput.read(parent.in()));
      out().println(Hex.format(frame));
      return FINE;
    }
  }
}
