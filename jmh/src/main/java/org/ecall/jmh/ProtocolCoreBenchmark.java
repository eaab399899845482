package org.ecall.jmh;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.BaseKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the protocol core costs a frame of 160 bytes, with a cipher that does nothing: header,
 * counter and limits to seal; parsing, key look-up and replay window to open. With many KIDs every
 * frame is of another sender, in an order that no prefetcher guesses.
 *
 * <p>To open frame after frame, their headers have to be written, in one store that all KIDs here
 * are chosen for and some frames ahead, as if from the network: reading what was written just now
 * would stall. {@link #writeHeader} tells what that part of {@link #openFrame} costs.
 */
@State(Scope.Thread)
public class ProtocolCoreBenchmark extends TimedBenchmark {

  private static final int PAYLOAD_BYTES = 160;
  private static final int TAG_BYTES = 16;

  /** KIDs of two bytes and counters of four, so that every header has seven (RFC 9605 §4.3). */
  private static final int FIRST_KID = 1 << 8;

  private static final long FIRST_CTR = 1L << 24;
  private static final long CONFIG = 0x80 | ((2 - 1) << 4) | 0x08 | (4 - 1);
  private static final int HEADER_BYTES = 7;

  /** Frames that are written ahead of being opened. */
  private static final int AHEAD = 8;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Senders whose frames come in turn. */
  @Param({"1", "1000"})
  public int kids;

  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private final byte[] frame = new byte[PAYLOAD_BYTES + FrameSealer.MAX_OVERHEAD_BYTES];
  private final byte[][] received = new byte[2 * AHEAD][frame.length];
  private final byte[] opened = new byte[FrameOpener.plaintextCapacityBytes(frame.length)];
  private final OpenResult result = new OpenResult();
  private MediaEngine engine;
  private FrameSealer[] sealers;
  private int[] receiving;
  private FrameOpener opener;
  private int turn;
  private int written;
  private long ctr = FIRST_CTR;

  /** Opens an engine without a cipher, and all its keys. */
  @Setup
  public void openEngine() {
    engine = NoCipherBackend.openEngine(EngineOptions.defaults());
    opener = engine.newOpener();
    List<FrameSealer> sending = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    byte[] secret = new byte[32];
    Random random = new Random();
    for (int kid = FIRST_KID; kid < FIRST_KID + kids; kid++) {
      random.nextBytes(secret);
      try (BaseKey baseKey = BaseKey.copyOf(secret)) {
        sending.add(engine.newSealer(kid, baseKey));
        opener.addKey(kid, baseKey);
        order.add(kid);
      }
    }
    Collections.shuffle(sending, random);
    Collections.shuffle(order, random);
    sealers = sending.toArray(FrameSealer[]::new);
    receiving = order.stream().mapToInt(Integer::intValue).toArray();
    for (int i = 0; i < AHEAD; i++) {
      writeHeader();
    }
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
      ctr++;
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
  public void writeHeader() {
    byte[] next = received[written++ & (received.length - 1)];
    LONG.set(next, 0, (CONFIG << 56) | ((long) receiving[nextTurn()] << 40) | (ctr << 8));
  }

  /** Writes that header, and opens a frame whose header was written before. */
  @Benchmark
  public OpenStatus openFrame() {
    byte[] next = received[(written - AHEAD) & (received.length - 1)];
    writeHeader();
    OpenStatus status =
        opener.open(next, 0, HEADER_BYTES + PAYLOAD_BYTES + TAG_BYTES, opened, 0, result);
    if (status != OpenStatus.OPENED) {
      throw new IllegalStateException("frame refused: " + result);
    }
    return status;
  }
}
