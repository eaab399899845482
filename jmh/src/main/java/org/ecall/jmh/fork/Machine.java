package org.ecall.jmh.fork;

import org.ecall.engine.select.MachineFacts;
import org.ecall.jmh.result.Facts;
import org.ecall.jmh.result.MachineText;

/** The machine, as the engine sees it: a calibration profile is made of these facts. */
final class Machine {

  /** The same for all processes on a machine. */
  static final Facts FACTS = MachineText.of(MachineFacts.current());

  private Machine() {}
}
