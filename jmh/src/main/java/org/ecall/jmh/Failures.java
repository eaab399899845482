package org.ecall.jmh;

import java.util.LinkedHashSet;
import java.util.Set;

/** Says in one line what JMH says in nested exceptions and with stack traces. */
public final class Failures {

  private Failures() {}

  /**
   * Describes a failure.
   *
   * @param failure of a runner
   * @return the messages of the innermost causes
   */
  public static String describe(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    collect(failure, messages);
    return String.join("; ", messages);
  }

  private static void collect(Throwable failure, Set<String> messages) {
    for (Throwable suppressed : failure.getSuppressed()) {
      collect(suppressed, messages);
    }
    if (failure.getCause() != null) {
      collect(failure.getCause(), messages);
    } else if (failure.getSuppressed().length == 0) {
      String message = failure.getMessage();
      messages.add(message == null ? failure.toString() : message);
    }
  }
}
