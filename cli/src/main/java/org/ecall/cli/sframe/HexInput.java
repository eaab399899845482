package org.ecall.cli.sframe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.ecall.cli.CliException;
import org.ecall.cli.Hex;

/** Standard input of hexadecimal digits, read to its end. */
final class HexInput {

  private static final int MAX_DIGITS = 1 << 26;

  private HexInput() {}

  static byte[] read(InputStream in) throws IOException {
    byte[] text = in.readNBytes(MAX_DIGITS + 1);
    if (text.length > MAX_DIGITS) {
      throw new CliException("standard input: more than " + MAX_DIGITS + " characters");
    }
    try {
      return Hex.parse(new String(text, StandardCharsets.ISO_8859_1));
    } catch (IllegalArgumentException e) {
      throw new CliException("standard input: " + e.getMessage(), e);
    }
  }
}
