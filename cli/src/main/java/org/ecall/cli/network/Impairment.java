package org.ecall.cli.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** Loses, duplicates, delays and reorders the datagrams of one direction. One thread at a time. */
public final class Impairment {

  private static final int LEAST_OVERTAKING = 2;
  private static final int MOST_OVERTAKING = 16;

  private static final class HeldBack {
    final byte[] bytes;
    int stillOvertaking;

    HeldBack(byte[] bytes, int overtaking) {
      this.bytes = bytes;
      stillOvertaking = overtaking;
    }
  }

  private final Network network;
  private final RandomGenerator random;
  private final Deque<HeldBack> heldBack = new ArrayDeque<>();
  private long lost;
  private long duplicated;
  private long reordered;

  Impairment(Network network, RandomGenerator random) {
    this.network = network;
    this.random = random;
  }

  /** Takes a datagram in and gives those that go on now. */
  List<byte[]> pass(byte[] datagram) {
    List<byte[]> now = new ArrayList<>();
    if (happens(network.lossPercent())) {
      lost++;
    } else {
      place(datagram, now);
      if (happens(network.duplicatePercent())) {
        duplicated++;
        place(datagram, now);
      }
    }
    release(now);
    return now;
  }

  private void place(byte[] datagram, List<byte[]> now) {
    if (happens(network.reorderPercent())) {
      reordered++;
      heldBack.add(new HeldBack(datagram, random.nextInt(LEAST_OVERTAKING, MOST_OVERTAKING + 1)));
    } else {
      now.add(datagram);
    }
  }

  private void release(List<byte[]> now) {
    heldBack.removeIf(
        held -> {
          held.stillOvertaking--;
          return held.stillOvertaking < 0 && now.add(held.bytes);
        });
  }

  /** Gives everything that was held back, because nothing comes that could overtake it. */
  List<byte[]> flush() {
    List<byte[]> rest = heldBack.stream().map(held -> held.bytes).toList();
    heldBack.clear();
    return rest;
  }

  boolean holdsBack() {
    return !heldBack.isEmpty();
  }

  private boolean happens(double percent) {
    return random.nextDouble() * 100 < percent;
  }

  public long lost() {
    return lost;
  }

  public long duplicated() {
    return duplicated;
  }

  public long reordered() {
    return reordered;
  }
}
