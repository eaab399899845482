package org.ecall.cli.soak;

import org.ecall.engine.select.MachineFacts;

/** What a soak ran on, for people. */
final class Machine {

  private Machine() {}

  static String describe() {
    MachineFacts facts = MachineFacts.current();
    return "%s, %d cores, %s %s, Java %s"
        .formatted(facts.cpu().name(), facts.cores(), facts.os(), facts.arch(), facts.jvm());
  }
}
