package org.ecall.engine.select;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of a backend.
 *
 * @param backend with its version and kernel
 * @param figures for each operation and size that was measured, at least one
 */
public record BackendFigures(BackendVersion backend, Map<FrameClass, Measurement> figures) {

  /**
   * Checks and copies the figures.
   *
   * @param backend with its version and kernel
   * @param figures for each operation and size that was measured
   * @throws IllegalArgumentException if there is none, or one is beyond what processors can do
   */
  public BackendFigures {
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("backend " + backend + " has no figures");
    }
    figures.forEach((frames, figure) -> figure.requirePossible(frames.size()));
  }
}
