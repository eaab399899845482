package org.ecall.cli.call;

import java.util.Locale;
import org.ecall.engine.key.CallRole;

/** A side of the call, as an index and a name. */
enum Side {
  CALLER(0, CallRole.CALLER),
  CALLEE(1, CallRole.CALLEE);

  private final int index;
  private final CallRole role;

  Side(int index, CallRole role) {
    this.index = index;
    this.role = role;
  }

  int index() {
    return index;
  }

  CallRole role() {
    return role;
  }

  Side other() {
    return this == CALLER ? CALLEE : CALLER;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
