package org.ecall.cli;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as users type them: hexadecimal digits of either case, white space where they like. */
public final class Hex {

  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  /**
   * Reads bytes.
   *
   * @param text digits and white space
   * @return the bytes
   * @throws IllegalArgumentException if there is anything else, or half a byte; the message does
   *     not repeat the text, which may be a key
   */
  public static byte[] parse(CharSequence text) {
    byte[] bytes = new byte[(text.length() + 1) / 2];
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      if (!HexFormat.isHexDigit(c)) {
        throw new IllegalArgumentException("character " + (i + 1) + " is not a hexadecimal digit");
      }
      int digit = HexFormat.fromHexDigit(c);
      bytes[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
      digits++;
    }
    if (digits % 2 != 0) {
      throw new IllegalArgumentException(
          "an odd number of hexadecimal digits (" + digits + "): half a byte is missing");
    }
    return Arrays.copyOf(bytes, digits / 2);
  }

  /**
   * Writes bytes.
   *
   * @param bytes any
   * @return lower-case digits
   */
  public static String format(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }
}
