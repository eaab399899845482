package org.ecall.cli.adversary;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** What a naive receiver remembers of the frames of a KID. */
final class NaiveWindow {

  static final long FRAMES = 1024;

  private final Set<Flaw> flaws;

  /** Made at once, as a ring would be. */
  private final Set<Object> seen = HashSet.newHashSet((int) FRAMES);

  private long highest;
  private boolean started;

  /** Since the last frame that opened. */
  int failures;

  NaiveWindow(Set<Flaw> flaws) {
    this.flaws = flaws;
    seen.add(this);
  }

  boolean isNew(long ctr, byte[] frame) {
    if (flaws.contains(Flaw.NO_WINDOW) || !started) {
      return true;
    }
    boolean tooOld =
        Long.compareUnsigned(ctr, highest) <= 0 && Long.compareUnsigned(highest - ctr, FRAMES) >= 0;
    if (tooOld) {
      return flaws.contains(Flaw.TOO_OLD_ACCEPTED);
    }
    return !seen.contains(nameOf(ctr, frame));
  }

  void mark(long ctr, byte[] frame) {
    if (!started || Long.compareUnsigned(ctr, highest) > 0) {
      boolean jump = started && Long.compareUnsigned(ctr - highest, FRAMES) >= 0;
      if (jump && flaws.contains(Flaw.JUMP_FORGETS)) {
        seen.clear();
        started = false;
        return;
      }
      highest = ctr;
      started = true;
    }
    seen.add(nameOf(ctr, frame));
  }

  private Object nameOf(long ctr, byte[] frame) {
    return flaws.contains(Flaw.REPLAYS_TOLD_BY_BYTES) ? ByteBuffer.wrap(frame) : ctr;
  }
}
