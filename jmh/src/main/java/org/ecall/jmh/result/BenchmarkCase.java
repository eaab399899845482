package org.ecall.jmh.result;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What was measured: a benchmark with its parameters. Rounds of one case are pooled.
 *
 * @param benchmark the method's full name
 * @param params its parameters by their names
 * @param threads how many threads ran it at once
 */
public record BenchmarkCase(String benchmark, NavigableMap<String, String> params, int threads) {

  /** The parameter that holds the size of a payload. */
  public static final String SIZE = "sizeBytes";

  /** Copies the parameters. */
  public BenchmarkCase {
    params = Collections.unmodifiableNavigableMap(new TreeMap<>(params));
  }

  /**
   * A case.
   *
   * @param benchmark the method's full name
   * @param params its parameters by their names
   * @param threads how many threads ran it at once
   * @return the case
   */
  public static BenchmarkCase of(String benchmark, Map<String, String> params, int threads) {
    return new BenchmarkCase(benchmark, new TreeMap<>(params), threads);
  }

  /**
   * The class of the benchmark, without its package.
   *
   * @return such as {@code CipherBenchmark}
   */
  public String className() {
    String type = benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.')));
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /**
   * The method of the benchmark.
   *
   * @return such as {@code seal}
   */
  public String method() {
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /**
   * A parameter.
   *
   * @param name its name
   * @return its value, or empty if the benchmark has no such parameter
   */
  public Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  /**
   * The size of a payload.
   *
   * @return bytes, or empty if the benchmark has no size
   */
  public OptionalInt sizeBytes() {
    try {
      String size = params.get(SIZE);
      return size == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseUnsignedInt(size));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  @Override
  public String toString() {
    return className()
        + "."
        + method()
        + params
        + (threads == 1 ? "" : " on " + threads + " threads");
  }
}
