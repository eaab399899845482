package org.ecall.cli.network;

import java.io.Closeable;
import java.io.IOException;

/**
 * The four ports of a call: each side's own, and the forwarder's that faces it.
 *
 * @param caller the caller's
 * @param towardCaller the forwarder's, facing the caller
 * @param towardCallee the forwarder's, facing the callee
 * @param callee the callee's
 */
public record Ports(Port caller, Port towardCaller, Port towardCallee, Port callee)
    implements Closeable {

  private static final int COUNT = 4;

  /** Opens four consecutive ports, or any where the first is 0. */
  public static Ports open(int first) throws IOException {
    Port[] opened = new Port[COUNT];
    int next = 0;
    try {
      for (; next < COUNT; next++) {
        opened[next] = Port.open(first == 0 ? 0 : first + next);
      }
      Port.connect(opened[0], opened[1]);
      Port.connect(opened[2], opened[3]);
      return new Ports(opened[0], opened[1], opened[2], opened[3]);
    } catch (Throwable t) {
      for (int i = 0; i < next; i++) {
        opened[i].close();
      }
      throw t;
    }
  }

  /** A side's own port. */
  public Port of(Side side) {
    return side == Side.CALLER ? caller : callee;
  }

  /** The forwarder's port that a side talks to. */
  public Port toward(Side side) {
    return side == Side.CALLER ? towardCaller : towardCallee;
  }

  /** Datagrams received and dealt with in all, to see whether the call still moves. */
  public long handled() {
    return caller.handled() + towardCaller.handled() + towardCallee.handled() + callee.handled();
  }

  @Override
  public void close() {
    caller.close();
    towardCaller.close();
    towardCallee.close();
    callee.close();
  }
}
