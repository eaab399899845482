package org.ecall.fuzz;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.key.MediaStream;

/** Under which epoch and counter one side seals (R4-1, R4-3, R5-2). */
final class SealingModel {

  private final Map<MediaStream, Long> epochs = new EnumMap<>(MediaStream.class);
  private final Set<MediaStream> onKeyFrames = EnumSet.noneOf(MediaStream.class);
  private final Map<Long, Long> counters = new HashMap<>();
  private long active;
  private boolean staged;

  boolean staged() {
    return staged;
  }

  void stage() {
    staged = true;
  }

  /** A stream that waits for a key frame does so for one epoch; the next one ends its wait. */
  void activate() {
    staged = false;
    active++;
    epochs.replaceAll(
        (stream, epoch) ->
            onKeyFrames.contains(stream) && epoch == active - 1 ? epoch : Long.valueOf(active));
  }

  void switchOnKeyFrames(MediaStream stream) {
    epoch(stream);
    onKeyFrames.add(stream);
  }

  void keyFrame(MediaStream stream) {
    epochs.put(stream, active);
  }

  /** A stream begins with the epoch that is active when it is first asked for. */
  long epoch(MediaStream stream) {
    return epochs.computeIfAbsent(stream, first -> active);
  }

  /** The counter of the next frame, or -1 if the limit is reached. */
  long nextCounter(MediaStream stream, long maxFrames) {
    long key = (epoch(stream) << 2) | stream.number();
    long next = counters.getOrDefault(key, 0L);
    if (next >= maxFrames) {
      return -1;
    }
    counters.put(key, next + 1);
    return next;
  }
}
