package org.ecall.cli.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.ecall.cli.media.MediaFrame;
import org.ecall.cli.media.MediaSource;
import org.ecall.cli.network.CallThreads;
import org.ecall.cli.network.Datagram;
import org.ecall.cli.network.Port;
import org.ecall.cli.network.Side;
import org.ecall.engine.CallSession;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.key.MediaStream;
import org.jspecify.annotations.Nullable;

/** The sending half of an endpoint: seals the frames of its tracks in the order of their times. */
final class Sender implements CallThreads.Task {

  private final Side side;
  private final CallSession session;
  private final List<MediaTrack> tracks;
  private final CallClock clock;
  private final Rotation rotation;
  private final Referee referee;
  private final DirectionCounts counts;
  private final Port from;
  private final Port to;
  private byte[] sealed = new byte[1 << 16];
  private long assembly;

  Sender(
      Side side,
      CallSession session,
      List<MediaTrack> tracks,
      CallClock clock,
      Rotation rotation,
      Referee referee,
      DirectionCounts counts,
      Port from,
      Port to) {
    this.side = side;
    this.session = session;
    this.tracks = tracks;
    this.clock = clock;
    this.rotation = rotation;
    this.referee = referee;
    this.counts = counts;
    this.from = from;
    this.to = to;
  }

  /** A track that is being played, and the frame that comes next. */
  private static final class Playing {
    final MediaStream stream;
    final FrameSealer sealer;
    final MediaSource source;
    @Nullable MediaFrame next;

    Playing(MediaStream stream, FrameSealer sealer, MediaSource source) {
      this.stream = stream;
      this.sealer = sealer;
      this.source = source;
    }

    long dueMicros() {
      return next == null ? Long.MAX_VALUE : next.timeMicros();
    }
  }

  @Override
  public void run() throws IOException, InterruptedException {
    List<Playing> opened = new ArrayList<>();
    try {
      PriorityQueue<Playing> queue =
          new PriorityQueue<>(Comparator.comparingLong(Playing::dueMicros));
      for (MediaTrack track : tracks) {
        Playing playing = play(track);
        opened.add(playing);
        playing.next = playing.source.next();
        queue.add(playing);
      }
      play(queue);
    } finally {
      clock.finished(side);
      for (Playing playing : opened) {
        playing.source.close();
      }
    }
  }

  private Playing play(MediaTrack track) throws IOException {
    FrameSealer sealer = session.sealer(track.stream());
    if (track.stream() == MediaStream.VIDEO) {
      sealer.switchEpochsOnKeyFrames();
    }
    return new Playing(track.stream(), sealer, track.opener().open());
  }

  private void play(PriorityQueue<Playing> queue) throws IOException, InterruptedException {
    while (true) {
      Playing playing = queue.poll();
      MediaFrame frame = playing == null ? null : playing.next;
      if (playing == null || frame == null) {
        return;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      clock.awaitTurn(side, TimeUnit.MICROSECONDS.toNanos(frame.timeMicros()));
      rotation.rotateIfDue();
      send(playing, frame);
      playing.next = playing.source.next();
      queue.add(playing);
    }
  }

  private void send(Playing playing, MediaFrame frame) throws IOException {
    byte[] payload = frame.payload();
    if (sealed.length < payload.length + FrameSealer.MAX_OVERHEAD_BYTES) {
      sealed = new byte[2 * payload.length + FrameSealer.MAX_OVERHEAD_BYTES];
    }
    var head = Datagram.Head.of(playing.stream.number(), frame);
    byte[] metadata = head.metadata();
    if (frame.keyFrame()) {
      playing.sealer.beforeKeyFrame();
    }
    long start = System.nanoTime();
    int size = playing.sealer.seal(payload, 0, payload.length, sealed, 0, metadata);
    DirectionCounts.record(counts.sealNanos, System.nanoTime() - start);
    referee.sending(head, payload, sealed, size);
    counts.sentFrames.incrementAndGet();
    for (Datagram fragment : Datagram.fragments(head, assembly, sealed, size)) {
      from.send(fragment.encode(), to);
    }
    assembly++;
  }
}
