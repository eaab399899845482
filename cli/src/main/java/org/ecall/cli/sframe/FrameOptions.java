package org.ecall.cli.sframe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ecall.cli.CliException;
import org.ecall.cli.Hex;
import org.ecall.cli.HexBytes;
import org.ecall.cli.HexConverter;
import org.ecall.cli.IoErrors;
import org.ecall.cli.SuiteConverter;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.key.BaseKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What sealing and opening are told alike. */
final class FrameOptions {

  @Option(
      names = "--suite",
      paramLabel = "N",
      defaultValue = "5",
      converter = SuiteConverter.class,
      description = "Cipher suite: 5 AES_256_GCM_SHA512_128 (default), 4 AES_128_GCM_SHA256_128.")
  @SuppressWarnings("NullAway.Init") // has a default
  private CipherSuite suite;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // required
  private BaseKeySource baseKey;

  @Option(
      names = "--metadata",
      paramLabel = "HEX",
      defaultValue = "",
      converter = HexConverter.class,
      description = "Authenticated with the frame but not part of it.")
  @SuppressWarnings("NullAway.Init") // has a default
  private HexBytes metadata;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Cipher backend, see 'ecall backends'; the engine chooses if none is named.")
  private @Nullable String backend;

  private static final class BaseKeySource {

    @Option(
        names = "--base-key",
        paramLabel = "HEX",
        required = true,
        converter = BaseKeyConverter.class,
        description =
            "Base key. Arguments are visible to others: only for keys that protect nothing.")
    private @Nullable HexBytes value;

    @Option(
        names = "--base-key-file",
        paramLabel = "FILE",
        required = true,
        description = "File that holds the base key in hexadecimal.")
    private @Nullable Path file;

    byte[] read() {
      if (value != null) {
        byte[] bytes = value.toByteArray();
        value.wipe();
        return bytes;
      }
      if (file == null) {
        throw new IllegalStateException("picocli requires one of the two");
      }
      try {
        return Hex.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        throw new CliException("--base-key-file: " + IoErrors.describe(e), e);
      } catch (IllegalArgumentException e) {
        throw new CliException("--base-key-file: " + file + ": " + e.getMessage(), e);
      }
    }
  }

  CipherSuite suite() {
    return suite;
  }

  byte[] metadata() {
    return metadata.toByteArray();
  }

  /** The base key, to be closed. */
  BaseKey baseKey() {
    byte[] bytes = baseKey.read();
    try {
      return BaseKey.copyOf(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  EngineOptions engineOptions() {
    EngineOptions options = EngineOptions.defaults().withSuite(suite);
    return backend == null ? options : options.withBackend(backend);
  }
}
