package org.ecall.cli.call;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.ecall.cli.media.MediaFrame;
import org.ecall.cli.media.MediaSink;
import org.ecall.cli.network.CallThreads;
import org.ecall.cli.network.Datagram;
import org.ecall.cli.network.Port;
import org.ecall.cli.network.Reassembler;
import org.ecall.cli.network.Reassembler.SealedFrame;
import org.ecall.engine.CallSession;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;

/** The receiving half of an endpoint: opens what arrives, and hands it to its sinks. */
final class Receiver implements CallThreads.Work {

  private final FrameOpener opener;
  private final Port port;
  private final Referee referee;
  private final DirectionCounts counts;
  private final Map<Integer, MediaSink> sinks;
  private final Reassembler reassembler = new Reassembler();
  private final OpenResult result = new OpenResult();
  private byte[] plaintext = new byte[1 << 16];

  /**
   * Creates a receiver.
   *
   * @param sinks where frames go, by number of their stream; those without one are only counted
   */
  Receiver(
      CallSession session,
      Port port,
      Referee referee,
      DirectionCounts counts,
      Map<Integer, MediaSink> sinks) {
    opener = session.opener();
    this.port = port;
    this.referee = referee;
    this.counts = counts;
    this.sinks = sinks;
  }

  @Override
  public void step() throws IOException {
    byte[] bytes = port.receive();
    Datagram datagram = bytes == null ? null : Datagram.decode(bytes, bytes.length);
    SealedFrame frame = datagram == null ? null : reassembler.add(datagram);
    if (frame != null) {
      open(frame);
    }
  }

  private void open(SealedFrame frame) throws IOException {
    byte[] sealed = frame.bytes();
    if (plaintext.length < sealed.length) {
      plaintext = new byte[2 * sealed.length];
    }
    byte[] metadata = frame.head().metadata();
    long start = System.nanoTime();
    OpenStatus status = opener.open(sealed, 0, sealed.length, plaintext, 0, metadata, result);
    long nanos = System.nanoTime() - start;
    boolean right = referee.judge(frame.head(), sealed, status, plaintext, result.sizeBytes());
    if (status == OpenStatus.OPENED) {
      DirectionCounts.record(counts.openNanos, nanos);
      counts.openedFrames.incrementAndGet();
      if (right) {
        deliver(frame.head(), Arrays.copyOf(plaintext, result.sizeBytes()));
      }
    } else {
      counts.refusals.merge(status, 1L, Long::sum);
      counts.refusedFrames.incrementAndGet();
    }
  }

  private void deliver(Datagram.Head head, byte[] payload) throws IOException {
    MediaSink sink = sinks.get(head.stream());
    if (sink != null) {
      // Time and key frames matter for sending only; a sink works with the container's own ticks.
      sink.accept(
          new MediaFrame(head.sequence(), 0, head.tick(), head.durationTicks(), false, payload));
    }
  }
}
