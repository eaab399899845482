package org.ecall.jmh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeaderWriter;
import org.ecall.engine.key.BaseKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the protocol core costs a frame of 160 bytes, with a cipher that does nothing: header,
 * counter and limits to seal; parsing, key look-up and replay window to open. With many KIDs every
 * frame is of another sender, in an order that no prefetcher guesses.
 *
 * <p>To open frame after frame, their headers have to be written; {@link #writeHeader} tells what
 * that part of {@link #openFrame} costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = "--sun-misc-unsafe-memory-access=allow") // JMH's own need
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ProtocolCoreBenchmark {

  private static final int PAYLOAD_BYTES = 160;
  private static final int TAG_BYTES = 16;

  /** Senders whose frames come in turn. */
  @Param({"1", "1000"})
  public int kids;

  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private final byte[] frame = new byte[PAYLOAD_BYTES + FrameSealer.MAX_OVERHEAD_BYTES];
  private final byte[] opened = new byte[FrameOpener.plaintextCapacityBytes(frame.length)];
  private final OpenResult result = new OpenResult();
  private MediaEngine engine;
  private FrameSealer[] sealers;
  private FrameHeaderWriter[] headers;
  private FrameOpener opener;
  private int turn;
  private long round;

  /** Opens an engine without a cipher, and all its keys. */
  @Setup
  public void openEngine() {
    engine = NoCipherBackend.openEngine(EngineOptions.defaults());
    opener = engine.newOpener();
    List<FrameSealer> sending = new ArrayList<>();
    List<FrameHeaderWriter> receiving = new ArrayList<>();
    byte[] secret = new byte[32];
    Random random = new Random();
    for (int kid = 0; kid < kids; kid++) {
      random.nextBytes(secret);
      try (BaseKey baseKey = BaseKey.copyOf(secret)) {
        sending.add(engine.newSealer(kid, baseKey));
        opener.addKey(kid, baseKey);
        receiving.add(new FrameHeaderWriter(kid));
      }
    }
    Collections.shuffle(sending, random);
    Collections.shuffle(receiving, random);
    sealers = sending.toArray(FrameSealer[]::new);
    headers = receiving.toArray(FrameHeaderWriter[]::new);
    // Keys that live as long as a call lie together; without this they lie among setup's garbage.
    System.gc();
  }

  /** Closes the engine. */
  @TearDown
  public void closeEngine() {
    engine.close();
  }

  private int nextTurn() {
    if (++turn == kids) {
      turn = 0;
      round++;
    }
    return turn;
  }

  /** Seals a frame of the next sender. */
  @Benchmark
  public int sealFrame() {
    return sealers[nextTurn()].seal(payload, 0, PAYLOAD_BYTES, frame, 0);
  }

  /** Writes the header of a new frame of the next sender. */
  @Benchmark
  public int writeHeader() {
    return headers[nextTurn()].write(frame, 0, round);
  }

  /** Writes that header, and opens the frame. */
  @Benchmark
  public OpenStatus openFrame() {
    int headerBytes = headers[nextTurn()].write(frame, 0, round);
    OpenStatus status =
        opener.open(frame, 0, headerBytes + PAYLOAD_BYTES + TAG_BYTES, opened, 0, result);
    if (status != OpenStatus.OPENED) {
      throw new IllegalStateException("frame refused: " + result);
    }
    return status;
  }
}
