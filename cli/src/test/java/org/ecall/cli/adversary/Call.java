package org.ecall.cli.adversary;

import java.time.Duration;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;

/** A two-party call, with all that an attacker can see, do or wait for. */
interface Call extends AutoCloseable {

  /** Frames that a new epoch supersedes open for so long. */
  Duration GRACE = Duration.ofSeconds(10);

  /** The frame that a side sends. */
  byte[] seal(CallRole from, MediaStream stream, byte[] payload);

  /** Where a side's frames arrive. */
  Receiver receiver(CallRole at);

  /** Both sides stage the next epoch; they go on sealing in the old one. */
  void stage();

  /** Both sides seal in the epoch that was staged. */
  void activate();

  /** Both sides move on to the next epoch. */
  default void rotate() {
    stage();
    activate();
  }

  /** Time goes by. */
  void pass(Duration time);

  /** Both sides hang up and call each other again: the same secret, another transcript. */
  void callAgain();

  /** Both sides come back with the secret and the transcript that they had. */
  void restore();

  @Override
  void close();
}
