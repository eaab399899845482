package org.ecall.cli;

import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.spi.BackendProperty;

/** One of the demands of {@code --constrain}. */
sealed interface Constraint {

  /** A backend that may be used. */
  record Allow(String backend) implements Constraint {}

  /** A property that a backend must claim. */
  record Require(BackendProperty property) implements Constraint {}

  /** A property that a backend must not claim. */
  record Forbid(BackendProperty property) implements Constraint {}

  /** What all demands come to. */
  static BackendConstraints all(List<Constraint> demands) {
    BackendConstraints constraints = BackendConstraints.none();
    List<String> allowed = new ArrayList<>();
    for (Constraint demand : demands) {
      switch (demand) {
        case Allow allow -> allowed.add(allow.backend);
        case Require require -> constraints = constraints.requiring(require.property);
        case Forbid forbid -> constraints = constraints.forbidding(forbid.property);
      }
    }
    return allowed.isEmpty() ? constraints : constraints.allowing(allowed.toArray(String[]::new));
  }
}
