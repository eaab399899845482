package org.ecall.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.MediaStream;
import org.jspecify.annotations.Nullable;

/** What one side answers to frames of the other: PROTOCOL §5 and §6, without keys. */
final class EpochModel {

  private static final class Key {
    private final long epoch;
    private final MediaStream stream;
    private final ReplayModel window;
    private boolean used;
    private @Nullable Long supersededAt;

    Key(long epoch, MediaStream stream, int windowFrames) {
      this.epoch = epoch;
      this.stream = stream;
      window = new ReplayModel(windowFrames);
    }

    void supersede(long now) {
      if (supersededAt == null) {
        supersededAt = now;
      }
    }
  }

  private final int windowFrames;
  private final long graceNanos;
  private final List<Key> keys = new ArrayList<>();
  private long newestEpoch;

  EpochModel(int windowFrames, long graceNanos) {
    this.windowFrames = windowFrames;
    this.graceNanos = graceNanos;
    addKeys();
  }

  private void addKeys() {
    for (MediaStream stream : MediaStream.values()) {
      keys.add(new Key(newestEpoch, stream, windowFrames));
    }
  }

  long newestEpoch() {
    return newestEpoch;
  }

  /** The last of the three beginnings of R5-3. */
  void stage(long now) {
    for (Key key : keys) {
      if (key.epoch < newestEpoch) {
        key.supersede(now);
      }
    }
    newestEpoch++;
    addKeys();
  }

  OpenStatus receive(long epoch, MediaStream stream, long ctr, long now, boolean forged) {
    for (Key key : keys) {
      if (key.epoch == epoch && key.stream == stream) {
        return receive(key, ctr, now, forged);
      }
    }
    return OpenStatus.UNKNOWN_KID;
  }

  private OpenStatus receive(Key key, long ctr, long now, boolean forged) {
    if (key.supersededAt != null && now - key.supersededAt >= graceNanos) {
      return OpenStatus.EPOCH_RETIRED;
    }
    if (forged) {
      OpenStatus answer = key.window.ask(ctr);
      return answer == OpenStatus.OPENED ? OpenStatus.NOT_AUTHENTIC : answer;
    }
    OpenStatus answer = key.window.receive(ctr);
    if (answer == OpenStatus.OPENED && !key.used) {
      key.used = true;
      supersedeBefore(key, now);
    }
    return answer;
  }

  /** The other two: the first frame of its stream, or of any stream for one that was silent. */
  private void supersedeBefore(Key first, long now) {
    for (Key key : keys) {
      if (key.epoch < first.epoch && (key.stream == first.stream || !key.used)) {
        key.supersede(now);
      }
    }
  }
}
