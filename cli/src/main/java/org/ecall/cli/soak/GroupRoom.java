package org.ecall.cli.soak;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ecall.cli.network.Side;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.key.BaseKey;

/** Streams whose keys an embedder manages: sealers are replaced, and keys added and retired. */
final class GroupRoom extends Room {

  private static final int BASE_KEY_BYTES = 32;

  /** Generations that are opened beside the one that seals. */
  private static final int KEPT = 1;

  private final SecureRandom random = new SecureRandom();
  private final KidScheme.OfGroup kids;
  private final List<FrameOpener> openers;
  private final AtomicReferenceArray<FrameSealer> sealers =
      new AtomicReferenceArray<>(Streams.COUNT);

  /** Those that can still be opened, oldest first. One thread at a time. */
  private final Deque<Long> generations = new ArrayDeque<>();

  private long generation = -1;

  GroupRoom(
      long number,
      int streams,
      Engines.Pair engines,
      KidScheme.OfGroup kids,
      Life life,
      Judge judge) {
    super(number, streams, engines, life, judge);
    this.kids = kids;
    openers = List.of(engines.caller().newOpener(), engines.callee().newOpener());
    rotate();
  }

  @Override
  FrameSealer sealer(int stream) {
    return sealers.get(stream);
  }

  @Override
  FrameOpener opener(Side side) {
    return openers.get(side.index());
  }

  @Override
  void rotate() {
    generation++;
    for (int stream = 0; stream < streams(); stream++) {
      FrameSealer old = sealers.getAndSet(stream, newSealer(stream));
      if (old != null) {
        old.close();
      }
    }
    generations.add(generation);
    while (generations.size() > 1 + KEPT) {
      retire(generations.remove());
    }
  }

  private FrameSealer newSealer(int stream) {
    long kid = kids.kid(generation, stream);
    byte[] bytes = new byte[BASE_KEY_BYTES];
    random.nextBytes(bytes);
    Side sender = Streams.sender(stream);
    try (BaseKey key = BaseKey.copyOf(bytes)) {
      opener(sender.other()).addKey(kid, key);
      return engines().of(sender).newSealer(kid, key);
    }
  }

  private void retire(long over) {
    life().mayEnd(over, System.nanoTime());
    for (int stream = 0; stream < streams(); stream++) {
      opener(Streams.sender(stream).other()).retireKey(kids.kid(over, stream));
    }
    life().mustEnd(over, System.nanoTime());
  }

  @Override
  void closeParts() {
    if (number() % 2 == 0) {
      openers.forEach(FrameOpener::close);
    }
  }
}
