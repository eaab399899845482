package org.ecall.cli.soak;

import org.ecall.engine.key.CallKid;

/** What the KIDs of a room's own frames mean. */
sealed interface KidScheme {

  /** The epoch, or what an embedder has instead. */
  long generation(long kid);

  /** Number of the stream in its room. */
  int stream(long kid);

  /** Those of a two-party call. */
  record OfCall() implements KidScheme {

    @Override
    public long generation(long kid) {
      return CallKid.epochOf(kid);
    }

    @Override
    public int stream(long kid) {
      CallKid parts = CallKid.of(kid);
      return parts.direction().bit() * (Streams.COUNT / 2) + parts.stream().number();
    }
  }

  /**
   * Those of an embedder with keys of its own.
   *
   * @param base added to all, so that KIDs of every size occur
   */
  record OfGroup(long base) implements KidScheme {

    long kid(long generation, int stream) {
      return base + generation * Streams.COUNT + stream;
    }

    @Override
    public long generation(long kid) {
      return (kid - base) / Streams.COUNT;
    }

    @Override
    public int stream(long kid) {
      return (int) ((kid - base) % Streams.COUNT);
    }
  }
}
