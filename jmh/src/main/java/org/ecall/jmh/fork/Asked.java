package org.ecall.jmh.fork;

import org.jspecify.annotations.Nullable;

/**
 * What a benchmark is asked to use: a backend of the engine, with the kernel that it chooses by
 * itself or, behind a slash, another one.
 *
 * @param backend its name
 * @param kernel name of a kernel of backend {@code native}; null for its own choice
 */
record Asked(String backend, @Nullable String kernel) {

  static final String KERNELS_OF = "native";
  private static final String SEPARATOR = "/";

  static Asked parse(String text) {
    int at = text.indexOf(SEPARATOR);
    return at < 0
        ? new Asked(text, null)
        : new Asked(text.substring(0, at), text.substring(at + SEPARATOR.length()));
  }

  static String withKernel(String kernel) {
    return KERNELS_OF + SEPARATOR + kernel;
  }

  @Override
  public String toString() {
    return kernel == null ? backend : backend + SEPARATOR + kernel;
  }
}
