package org.ecall.jmh.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The smallest thing that is measured by itself: a benchmark with one value for each parameter.
 *
 * @param benchmark class, without its package, and method
 * @param params values by the names of the parameters
 */
public record Part(String benchmark, Map<String, String> params) {

  private static final String PACKAGE = "org.ecall.jmh.";

  /** Copies the parameters. */
  public Part {
    params = new LinkedHashMap<>(params);
  }

  /**
   * The benchmark as results name it.
   *
   * @return its full name
   */
  public String fullName() {
    return PACKAGE + benchmark;
  }

  /** Whether it has large methods: until they are compiled, each of their vectors is an object. */
  boolean compilesSlowly() {
    return params.containsValue("vector");
  }

  /** What filters are matched with, and people read. */
  @Override
  public String toString() {
    return params.entrySet().stream()
        .map(param -> " " + param.getKey() + "=" + param.getValue())
        .collect(Collectors.joining("", benchmark, ""));
  }
}
