package org.ecall.engine;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.key.MediaStream;

/** Under which epoch and counter one side of a call must seal its next frame (R4-1, R5-2). */
final class SenderModel {

  private final Map<MediaStream, Long> current = new EnumMap<>(MediaStream.class);
  private final Map<MediaStream, Long> waiting = new EnumMap<>(MediaStream.class);
  private final Set<MediaStream> onKeyFrames = EnumSet.noneOf(MediaStream.class);
  private final Map<Long, Long> counters = new HashMap<>();
  private long active;
  private boolean staged;

  boolean isStaged() {
    return staged;
  }

  void stage() {
    staged = true;
  }

  void activate() {
    staged = false;
    active++;
    current.replaceAll(
        (stream, epoch) -> {
          boolean waits = onKeyFrames.contains(stream) && !waiting.containsKey(stream);
          if (waits) {
            waiting.put(stream, active);
          } else {
            waiting.remove(stream);
          }
          return waits ? epoch : active;
        });
  }

  /** The sealer of a stream is made when it is first asked for. */
  void ask(MediaStream stream) {
    current.putIfAbsent(stream, active);
  }

  void switchOnKeyFrames(MediaStream stream) {
    ask(stream);
    onKeyFrames.add(stream);
  }

  void keyFrame(MediaStream stream) {
    ask(stream);
    Long next = waiting.remove(stream);
    if (next != null) {
      current.put(stream, next);
    }
  }

  long epoch(MediaStream stream) {
    ask(stream);
    return current.get(stream);
  }

  /** Takes the next counter of a stream's current epoch. */
  long nextCounter(MediaStream stream) {
    return counters.merge(epoch(stream) * 4 + stream.number(), 1L, Long::sum) - 1;
  }

  int keysAlive() {
    return current.size() + waiting.size();
  }
}
