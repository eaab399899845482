package org.ecall.cli.conform;

import org.ecall.engine.OpenStatus;

/** What happens to one side of a call. */
sealed interface ScenarioStep {

  /** A frame arrives; the payload counts only if it is to open. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Open(String note, byte[] frame, byte[] metadata, OpenStatus status, byte[] payload)
      implements ScenarioStep {}

  /** The next epoch is staged. */
  record Stage() implements ScenarioStep {}

  /** The staged epoch is activated. */
  record Activate() implements ScenarioStep {}

  /** Time passes. */
  record Advance(int milliseconds) implements ScenarioStep {}
}
