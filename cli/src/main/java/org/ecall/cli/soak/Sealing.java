package org.ecall.cli.soak;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.ecall.cli.network.CallThreads;
import org.ecall.cli.network.Datagram;
import org.ecall.cli.network.Datagram.Head;
import org.ecall.cli.network.Port;
import org.ecall.engine.EngineClosedException;
import org.ecall.engine.EngineException;
import org.ecall.engine.FrameSealer;

/** Seals the next frame of some stream, whichever threads are at it too, and sends it. */
final class Sealing implements CallThreads.Work {

  private final Soak soak;
  private final RandomGenerator random;
  private final Pace pace;
  private final Port from;
  private final Port to;
  private final Latencies.OfThread times;
  private byte[] sealed = new byte[1 << 16];
  private long assembly;

  Sealing(Soak soak, RandomGenerator random, Pace pace, Port from, Port to) {
    this.soak = soak;
    this.random = random;
    this.pace = pace;
    this.from = from;
    this.to = to;
    times = soak.sealTimes().newThread();
  }

  @Override
  public void step() throws IOException, InterruptedException {
    if (!pace.await()) {
      return;
    }
    int index = random.nextInt(soak.streams());
    Room room = soak.rooms().ofStream(index);
    int stream = index % Streams.COUNT;
    // Room and sequence are transported where a call has times: they say where the frame belongs.
    Head head = new Head(stream, room.nextSequence(stream), room.number(), 0);
    int size = seal(room, head);
    if (size == 0) {
      return;
    }
    for (Datagram fragment : Datagram.fragments(head, assembly++, sealed, size)) {
      from.send(fragment.encode(), to);
    }
  }

  /** Seals a frame; nothing, of size 0, if the sealer is being closed. */
  private int seal(Room room, Head head) {
    byte[] payload = soak.media().payload(head);
    if (sealed.length < payload.length + FrameSealer.MAX_OVERHEAD_BYTES) {
      sealed = new byte[2 * payload.length + FrameSealer.MAX_OVERHEAD_BYTES];
    }
    FrameSealer sealer = room.sealer(head.stream());
    boolean wasClosed = room.life().closed();
    try {
      if (soak.media().isKeyFrame(head)) {
        sealer.beforeKeyFrame();
      }
      byte[] metadata = head.metadata();
      long start = System.nanoTime();
      int size = sealer.seal(payload, 0, payload.length, sealed, 0, metadata);
      times.add(System.nanoTime() - start);
      room.judge().sealed(head, sealed, size, wasClosed);
      return size;
    } catch (EngineClosedException e) {
      if (!room.life().closing() && room.sealer(head.stream()) == sealer) {
        soak.violations()
            .add(
                Violations.Kind.SEALING,
                "room %d: a sealer was closed by nobody".formatted(room.number()));
      }
    } catch (EngineException e) {
      soak.violations()
          .add(Violations.Kind.SEALING, "room %d: sealing failed: %s".formatted(room.number(), e));
    }
    return 0;
  }
}
