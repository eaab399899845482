package org.ecall.engine.select;

/** What the values of a profile's lines look like. */
final class ProfileText {

  static final int MAX_VALUE_CHARS = 500;

  /** What stands for a fact that this machine does not tell. */
  static final String UNKNOWN = "unknown";

  private ProfileText() {}

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException if it cannot stand in a line
   */
  static void requireValue(String what, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty");
    }
    if (value.length() > MAX_VALUE_CHARS) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters, at most " + MAX_VALUE_CHARS + " may be");
    }
    if (!value.strip().equals(value) || value.chars().anyMatch(ProfileText::isControl)) {
      throw new IllegalArgumentException(what + " has control characters or spaces around it");
    }
  }

  /** The nearest value to a text that a machine or library tells. */
  static String toValue(String text) {
    StringBuilder value = new StringBuilder();
    text.chars().map(c -> isControl(c) ? ' ' : c).forEach(c -> value.append((char) c));
    String stripped = value.toString().strip();
    if (stripped.length() > MAX_VALUE_CHARS) {
      stripped = stripped.substring(0, MAX_VALUE_CHARS).strip();
    }
    return stripped.isEmpty() ? UNKNOWN : stripped;
  }

  private static boolean isControl(int c) {
    // Lone surrogates would not survive being written as UTF-8.
    return Character.isISOControl(c)
        || Character.isSurrogate((char) c)
        || c == 0x2028
        || c == 0x2029;
  }
}
