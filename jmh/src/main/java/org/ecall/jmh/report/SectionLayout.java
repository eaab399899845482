package org.ecall.jmh.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one class of benchmarks is shown; a resource file has one for each that is known.
 *
 * @param type the benchmark's class
 * @param title of the section
 * @param text that says what was measured
 * @param throughput whether to plot bytes per second, too
 * @param limit whether the processor's limit means something here
 * @param methods titles of the methods, in their order
 * @param differences methods that are what one takes beyond another one
 * @param scaling what several threads make of one's time
 */
record SectionLayout(
    String type,
    String title,
    String text,
    boolean throughput,
    boolean limit,
    Map<String, String> methods,
    Map<String, List<String>> differences,
    @Nullable Scaling scaling) {

  /**
   * Times of several threads beside that of one.
   *
   * @param of the method that runs on one thread
   * @param threads of the others
   * @param methods the others
   */
  record Scaling(String of, int threads, List<String> methods) {}

  /** What the file leaves out comes as null. */
  SectionLayout {
    methods = methods == null ? Map.of() : new LinkedHashMap<>(methods);
    differences = differences == null ? Map.of() : Map.copyOf(differences);
  }

  /** For a class that the resource file does not know. */
  static SectionLayout unknown(String type) {
    return new SectionLayout(type, type, "", false, false, Map.of(), Map.of(), null);
  }

  /** The title of a method; its name where there is none. */
  String titleOf(String method) {
    return methods.getOrDefault(method, method);
  }
}
