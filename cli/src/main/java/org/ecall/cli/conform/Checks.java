package org.ecall.cli.conform;

import java.util.Arrays;
import java.util.Objects;
import org.ecall.cli.Hex;
import org.jspecify.annotations.Nullable;

/** Compares values with published ones and keeps the first difference. */
final class Checks {

  private @Nullable String difference;

  Checks equal(String what, byte[] expected, byte[] actual) {
    if (difference == null && !Arrays.equals(expected, actual)) {
      difference = what + " is " + Hex.format(actual) + ", published " + Hex.format(expected);
    }
    return this;
  }

  Checks equal(String what, Object expected, Object actual) {
    if (difference == null && !Objects.equals(expected, actual)) {
      difference = what + " is " + actual + ", published " + expected;
    }
    return this;
  }

  Checks isTrue(String claim, boolean holds) {
    if (difference == null && !holds) {
      difference = "not so: " + claim;
    }
    return this;
  }

  Outcome outcome() {
    return difference == null ? new Outcome.Passed() : new Outcome.Failed(difference);
  }
}
