package org.ecall.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ecall.engine.key.MediaStream;

/**
 * What one side of a call must answer, told from the history of what it received and when it staged
 * its epochs: sections 5 and 6 of PROTOCOL.md, without keys and without a bitmap.
 */
final class ReceiverModel {

  /** A key of the other side. */
  private record Key(long epoch, MediaStream stream) {}

  /** The first frame of a key, or the staging of an epoch: what begins grace periods. */
  private record Turn(long nanos, Key firstFrame, long staged, Set<Key> usedBefore) {}

  private final int windowFrames;
  private final long graceNanos;
  private final List<Turn> turns = new ArrayList<>();
  private final Map<Key, TreeSet<Long>> opened = new HashMap<>();
  private long newestEpoch;

  ReceiverModel(int windowFrames, long graceNanos) {
    this.windowFrames = windowFrames;
    this.graceNanos = graceNanos;
  }

  void stage(long nowNanos) {
    newestEpoch++;
    turns.add(new Turn(nowNanos, null, newestEpoch, Set.of()));
  }

  /** The answer to a genuine frame; an opened one becomes history. */
  OpenStatus receive(long epoch, MediaStream stream, long ctr, long nowNanos) {
    OpenStatus answer = answerTo(epoch, stream, ctr, nowNanos);
    if (answer == OpenStatus.OPENED) {
      var key = new Key(epoch, stream);
      if (!opened.containsKey(key)) {
        turns.add(new Turn(nowNanos, key, -1, Set.copyOf(opened.keySet())));
      }
      opened.computeIfAbsent(key, first -> new TreeSet<>()).add(ctr);
    }
    return answer;
  }

  /** The answer to a frame that is genuine but for its tag. */
  OpenStatus receiveForged(long epoch, MediaStream stream, long ctr, long nowNanos) {
    OpenStatus answer = answerTo(epoch, stream, ctr, nowNanos);
    return answer == OpenStatus.OPENED ? OpenStatus.NOT_AUTHENTIC : answer;
  }

  private OpenStatus answerTo(long epoch, MediaStream stream, long ctr, long nowNanos) {
    if (epoch > newestEpoch) {
      return OpenStatus.UNKNOWN_KID;
    }
    var key = new Key(epoch, stream);
    if (isOver(key, nowNanos)) {
      return OpenStatus.EPOCH_RETIRED;
    }
    TreeSet<Long> seen = opened.getOrDefault(key, new TreeSet<>());
    if (!seen.isEmpty() && ctr <= seen.last() - windowFrames) {
      return OpenStatus.TOO_OLD;
    }
    return seen.contains(ctr) ? OpenStatus.REPLAYED : OpenStatus.OPENED;
  }

  private boolean isOver(Key key, long nowNanos) {
    return turns.stream()
        .filter(turn -> begins(turn, key))
        .mapToLong(Turn::nanos)
        .findFirst()
        .stream()
        .anyMatch(begin -> nowNanos - begin >= graceNanos);
  }

  /** R5-3, its three cases. */
  private static boolean begins(Turn turn, Key key) {
    if (turn.firstFrame() == null) {
      return turn.staged() > key.epoch() + 1;
    }
    return turn.firstFrame().epoch() > key.epoch()
        && (turn.firstFrame().stream() == key.stream() || !turn.usedBefore().contains(key));
  }

  /** Receive keys that must not be wiped yet. */
  int keysAlive(long nowNanos) {
    int alive = 0;
    for (long epoch = 0; epoch <= newestEpoch; epoch++) {
      for (MediaStream stream : MediaStream.values()) {
        alive += isOver(new Key(epoch, stream), nowNanos) ? 0 : 1;
      }
    }
    return alive;
  }
}
