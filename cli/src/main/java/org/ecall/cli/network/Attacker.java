package org.ecall.cli.network;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.ecall.cli.network.Reassembler.SealedFrame;

/**
 * Sits in the forwarder, reads the frames of one direction and attacks with every few of them, each
 * attack in turn. One thread at a time.
 */
final class Attacker {

  private static final List<Attack> ATTACKS = List.of(Attack.values());
  private static final int FRAMES_BETWEEN_ATTACKS = 3;
  private static final int MOST_FRAMES_KEPT = 64;
  private static final int MOST_BYTES_KEPT = 64 << 20;

  /** Where an attack is sent. */
  interface Wire {
    void send(byte[] datagram) throws IOException;
  }

  private final RandomGenerator random;
  private final Wire onward;
  private final Wire back;
  private final Reassembler reading = new Reassembler();
  private final List<SealedFrame> recent = new ArrayList<>();
  private final Map<Attack, Long> counts = new EnumMap<>(Attack.class);
  private long recentBytes;
  private long frames;
  private int turn;

  Attacker(RandomGenerator random, Wire onward, Wire back) {
    this.random = random;
    this.onward = onward;
    this.back = back;
  }

  /** Sees a datagram before it is forwarded. */
  void observe(byte[] bytes) throws IOException {
    Datagram datagram = Datagram.decode(bytes, bytes.length);
    SealedFrame frame = datagram == null ? null : reading.add(datagram);
    if (frame != null) {
      keep(frame);
      frames++;
      if (frames % FRAMES_BETWEEN_ATTACKS == 0) {
        attack(ATTACKS.get(turn));
        turn = (turn + 1) % ATTACKS.size();
      }
    }
  }

  private void keep(SealedFrame frame) {
    recent.add(frame);
    recentBytes += frame.bytes().length;
    while (recent.size() > MOST_FRAMES_KEPT || recentBytes > MOST_BYTES_KEPT) {
      recentBytes -= recent.removeFirst().bytes().length;
    }
  }

  private void attack(Attack attack) throws IOException {
    for (int i = 0; i < attack.times(); i++) {
      SealedFrame victim = recent.get(random.nextInt(recent.size()));
      byte[] forged = attack.forge(victim.bytes(), random);
      Wire wire = attack == Attack.REFLECT ? back : onward;
      Datagram.Head head = attack == Attack.MISLABEL ? victim.head().next() : victim.head();
      for (Datagram fragment : Datagram.fragments(head, random.nextLong(), forged, forged.length)) {
        wire.send(fragment.encode());
      }
      counts.merge(attack, 1L, Long::sum);
    }
  }

  /** How many forged frames were sent of each kind. */
  Map<Attack, Long> counts() {
    return counts;
  }
}
