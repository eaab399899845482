package org.ecall.cli.network;

import java.util.Locale;
import org.ecall.engine.key.CallRole;

/** A side of the call, as an index and a name. */
public enum Side {
  CALLER(0, CallRole.CALLER),
  CALLEE(1, CallRole.CALLEE);

  private final int index;
  private final CallRole role;

  Side(int index, CallRole role) {
    this.index = index;
    this.role = role;
  }

  public int index() {
    return index;
  }

  public CallRole role() {
    return role;
  }

  public Side other() {
    return this == CALLER ? CALLEE : CALLER;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
