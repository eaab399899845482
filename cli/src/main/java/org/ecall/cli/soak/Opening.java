package org.ecall.cli.soak;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.ecall.cli.network.CallThreads;
import org.ecall.cli.network.Datagram;
import org.ecall.cli.network.Port;
import org.ecall.cli.network.Reassembler;
import org.ecall.cli.network.Reassembler.SealedFrame;
import org.ecall.cli.network.Side;
import org.ecall.engine.EngineClosedException;
import org.ecall.engine.EngineException;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;

/** Opens what arrives at one end of a line, and now and then what arrived at another. */
final class Opening implements CallThreads.Work {

  private static final int ONE_SHARED_IN = 50;
  private static final int ONE_WITHHELD_IN = 200;
  private static final long LONGEST_WITHHELD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Soak soak;
  private final RandomGenerator random;
  private final Port port;
  private final boolean farEnd;
  private final Latencies.OfThread times;
  private final Reassembler reassembler = new Reassembler();
  private final OpenResult result = new OpenResult();
  private byte[] plaintext = new byte[1 << 16];

  /**
   * Creates an end of a line.
   *
   * @param farEnd whether frames arrive here, and not those that were reflected
   */
  Opening(Soak soak, RandomGenerator random, Port port, boolean farEnd) {
    this.soak = soak;
    this.random = random;
    this.port = port;
    this.farEnd = farEnd;
    times = soak.openTimes().newThread();
  }

  @Override
  public void step() throws IOException {
    byte[] bytes = port.receive();
    Datagram datagram = bytes == null ? null : Datagram.decode(bytes, bytes.length);
    SealedFrame frame = datagram == null ? null : reassembler.add(datagram);
    if (frame != null && Streams.exists(frame.head().stream())) {
      arrived(frame);
    }
    for (var late = soak.stragglers().poll(); late != null; late = soak.stragglers().poll()) {
      open(late, true);
    }
  }

  private void arrived(SealedFrame frame) {
    if (farEnd && random.nextInt(ONE_WITHHELD_IN) == 0) {
      soak.stragglers().add(frame, random.nextLong(LONGEST_WITHHELD_NANOS));
      return;
    }
    if (farEnd && random.nextInt(ONE_SHARED_IN) == 0) {
      soak.stragglers().add(frame, 0);
    }
    open(frame, farEnd);
  }

  private void open(SealedFrame frame, boolean arrived) {
    Room room = soak.rooms().find(frame.head().tick());
    if (room == null) {
      soak.tally().gone.increment();
      return;
    }
    Side sender = Streams.sender(frame.head().stream());
    Side at = arrived ? sender.other() : sender;
    byte[] sealed = frame.bytes();
    if (plaintext.length < sealed.length) {
      plaintext = new byte[2 * sealed.length];
    }
    FrameOpener opener = room.opener(at);
    byte[] metadata = frame.head().metadata();
    Judge.Question asked = room.judge().ask(at, frame.head(), sealed);
    OpenStatus status = null;
    try {
      long start = System.nanoTime();
      status = opener.open(sealed, 0, sealed.length, plaintext, 0, metadata, result);
      long nanos = System.nanoTime() - start;
      if (status == OpenStatus.OPENED) {
        times.add(nanos);
      }
    } catch (EngineClosedException closed) {
      // The judge knows whether it may be.
    } catch (EngineException e) {
      soak.violations()
          .add(Violations.Kind.OPENING, "room %d: opening failed: %s".formatted(room.number(), e));
      return;
    }
    room.judge().answered(asked, status, plaintext, result.sizeBytes());
  }
}
