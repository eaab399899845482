package org.ecall.cli.soak;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.ecall.cli.network.Side;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;

/**
 * Two sides with an engine each, and up to {@link Streams#COUNT} streams between them. Any threads
 * seal and open; one at a time rotates and closes.
 */
abstract sealed class Room implements AutoCloseable permits CallRoom, GroupRoom {

  private final long number;
  private final int streams;
  private final Engines.Pair engines;
  private final Life life;
  private final Judge judge;
  private final AtomicIntegerArray sequences = new AtomicIntegerArray(Streams.COUNT);
  private final AtomicInteger frames = new AtomicInteger();

  Room(long number, int streams, Engines.Pair engines, Life life, Judge judge) {
    this.number = number;
    this.streams = streams;
    this.engines = engines;
    this.life = life;
    this.judge = judge;
  }

  /** The sealer of a stream as of now. */
  abstract FrameSealer sealer(int stream);

  /** What a side opens with. */
  abstract FrameOpener opener(Side side);

  /** Gives all streams new keys, and ends old ones. */
  abstract void rotate();

  /** Closes some parts before their engine, or none. */
  abstract void closeParts();

  long number() {
    return number;
  }

  int streams() {
    return streams;
  }

  Engines.Pair engines() {
    return engines;
  }

  Life life() {
    return life;
  }

  Judge judge() {
    return judge;
  }

  /** Takes the next place in a stream. */
  int nextSequence(int stream) {
    frames.incrementAndGet();
    return sequences.getAndIncrement(stream);
  }

  /** Frames that were sealed, or nearly. */
  int frames() {
    return frames.get();
  }

  @Override
  public final void close() {
    life.beginClosing();
    closeParts();
    engines.close();
    life.endClosing();
  }
}
