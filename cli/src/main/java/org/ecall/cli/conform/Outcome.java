package org.ecall.cli.conform;

/** What became of a test. */
sealed interface Outcome {

  /** Every value was as published. */
  record Passed() implements Outcome {}

  /** Something was not as published. */
  record Failed(String why) implements Outcome {}

  /** Outside what this engine implements; the reason is the same for all alike, to be counted. */
  record Skipped(String reason) implements Outcome {}
}
