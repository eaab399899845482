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
 * secondary metric, such as {@code ·using backend=native kernel="x86_vaes512"}. Values are quoted
 * where they have to be, with a backslash before quotes and backslashes.
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
  private static final Pattern PLAIN = Pattern.compile("[^\\s\"=\\\\]+");
  private static final Pattern FACT =
      Pattern.compile(
          "\\G\\s+(?<key>"
              + WORD
              + ")=(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>"
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
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
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
      String value = quoted == null ? fact.group("plain") : quoted.replaceAll("\\\\(.)", "$1");
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
