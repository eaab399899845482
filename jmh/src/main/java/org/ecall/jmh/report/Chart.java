package org.ecall.jmh.report;

import java.util.List;

/**
 * A plot, as the page's script takes it.
 *
 * @param id unique in the page
 * @param title what it shows
 * @param unit of the vertical axis
 * @param kind what the horizontal axis is
 * @param categories of a plot with dots
 * @param series what is plotted
 */
record Chart(
    String id, String title, String unit, Kind kind, List<String> categories, List<Series> series) {

  /** Sizes on a logarithmic axis with lines, or categories with dots. */
  enum Kind {
    LINES,
    DOTS
  }

  /**
   * A line, or dots of one colour.
   *
   * @param name for the legend
   * @param colour index of the subject in the whole report; negative for the processor's limit
   * @param variant index among the lines of the subject
   * @param points what was measured
   */
  record Series(String name, int colour, int variant, List<Point> points) {}

  /**
   * A point with its error.
   *
   * @param x size in bytes, or the index of the category
   * @param y the median
   * @param low the least that it may be
   * @param high the most that it may be
   */
  record Point(double x, double y, double low, double high) {}
}
