package org.ecall.jmh.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a fork found out about itself, in the form that JMH's JSON has room for: the name of a
 * secondary metric, such as {@code ·machine cpu='AMD EPYC' cores=2}. Values are quoted where they
 * have to be. JMH writes names as they are and indents what it wrote without regard to texts, so
 * what that would break is written in hexadecimal behind a percent sign.
 *
 * @param kind what the facts are about, such as {@link #USING}
 * @param values the facts by their keys, in their order
 */
public record Facts(String kind, Map<String, String> values) {

  /** What a benchmark measured: backend, version, kernel. */
  public static final String USING = "using";

  /** Where it ran: processor, cores, operating system. */
  public static final String MACHINE = "machine";

  private static final String MARK = "·";
  private static final String WORD = "[A-Za-z][A-Za-z0-9._-]*";
  private static final Pattern NAME = Pattern.compile(WORD);

  /** What JSON or JMH's way of indenting it changes or breaks, and what quotes and escapes here. */
  private static final String SPECIAL_CHARS = "\\p{Cntrl}'\"\\\\%,;<>&{}\\[\\]";

  private static final Pattern PLAIN = Pattern.compile("[^\\s=" + SPECIAL_CHARS + "]+");
  private static final Pattern SPECIAL = Pattern.compile("[" + SPECIAL_CHARS + "]");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9a-f]{4})");
  private static final int HEX = 16;
  private static final Pattern FACT =
      Pattern.compile(
          "\\G\\s+(?<key>"
              + WORD
              + ")=(?:'(?<quoted>[^'\"\\\\]*+)'|(?<plain>"
              + PLAIN
              + "))(?=\\s|$)");

  /** Checks the names and copies the values. */
  public Facts {
    requireName(kind);
    values.keySet().forEach(Facts::requireName);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a fact: " + name);
    }
  }

  /**
   * The value of one fact.
   *
   * @param key its name
   * @return the value, or empty if nothing is known
   */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * The name of the secondary metric that says this.
   *
   * @return text that {@link #parse} reads
   */
  public String metricName() {
    return values.entrySet().stream()
        .map(fact -> " " + fact.getKey() + "=" + quotedIfNeeded(fact.getValue()))
        .collect(Collectors.joining("", MARK + kind, ""));
  }

  private static String quotedIfNeeded(String value) {
    return PLAIN.matcher(value).matches()
        ? value
        : SPECIAL
            .matcher(value)
            .replaceAll(special -> "%" + "%04x".formatted((int) special.group().charAt(0)))
            .transform(quoted -> "'" + quoted + "'");
  }

  private static String unquoted(String quoted) {
    return ESCAPE
        .matcher(quoted)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), HEX))));
  }

  /**
   * Reads the name of a secondary metric.
   *
   * @param metricName as JMH stored it
   * @return the facts; empty if the metric is something else
   */
  public static Optional<Facts> parse(String metricName) {
    if (!metricName.startsWith(MARK)) {
      return Optional.empty();
    }
    String text = metricName.substring(MARK.length());
    Matcher kind = NAME.matcher(text);
    if (!kind.lookingAt()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    Matcher fact = FACT.matcher(text).region(kind.end(), text.length());
    int end = kind.end();
    while (fact.find()) {
      String quoted = fact.group("quoted");
      String value = quoted == null ? fact.group("plain") : unquoted(quoted);
      if (values.put(fact.group("key"), value) != null) {
        return Optional.empty();
      }
      end = fact.end();
    }
    return text.substring(end).isBlank()
        ? Optional.of(new Facts(kind.group(), values))
        : Optional.empty();
  }
}
