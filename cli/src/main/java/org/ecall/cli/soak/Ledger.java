package org.ecall.cli.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ecall.cli.network.FrameDigest;
import org.ecall.engine.header.FrameHeader;
import org.jspecify.annotations.Nullable;

/** Every frame that was sealed in a room, by KID and counter. Thread-safe. */
final class Ledger {

  private final ConcurrentMap<Long, OfKid> byKid = new ConcurrentHashMap<>();

  /** The frames of a KID. It guards them and itself. */
  static final class OfKid {
    private final Map<Long, SealedFrame> frames = new HashMap<>();

    /** The highest counter of a frame that an opener was asked for. */
    private long highestAsked = -1;

    private synchronized boolean add(long ctr, FrameDigest digest) {
      return frames.putIfAbsent(ctr, new SealedFrame(this, ctr, digest)) == null;
    }

    private synchronized @Nullable SealedFrame find(long ctr, FrameDigest digest) {
      SealedFrame frame = frames.get(ctr);
      return frame != null && frame.digest.equals(digest) ? frame : null;
    }
  }

  /** A frame, and what openers have made of it. */
  static final class SealedFrame {
    private final OfKid ofKid;
    private final long ctr;
    private final FrameDigest digest;
    private int beingOpened;
    private boolean opened;
    private boolean calledReplayed;

    private SealedFrame(OfKid ofKid, long ctr, FrameDigest digest) {
      this.ofKid = ofKid;
      this.ctr = ctr;
      this.digest = digest;
    }

    /** An opener is about to be asked. */
    void beginOpening() {
      synchronized (ofKid) {
        beingOpened++;
        ofKid.highestAsked = Math.max(ofKid.highestAsked, ctr);
      }
    }

    /** The opener opened it; the answer is whether it is the first that did. */
    boolean endOpened() {
      synchronized (ofKid) {
        boolean first = !opened;
        opened = true;
        beingOpened--;
        return first;
      }
    }

    /**
     * The opener refused it; the answer is whether it may have been opened before, or is being
     * opened now, in case somebody was told so.
     */
    boolean endRefused(boolean asReplayed) {
      synchronized (ofKid) {
        calledReplayed |= asReplayed;
        beingOpened--;
        return !calledReplayed || opened || beingOpened > 0;
      }
    }

    /** Whether it can be behind a window of a size. */
    boolean mayBeBehind(int windowFrames) {
      synchronized (ofKid) {
        return ofKid.highestAsked - ctr >= windowFrames;
      }
    }
  }

  /** Adds a frame; false if its KID and counter have sealed before. */
  boolean add(FrameHeader header, FrameDigest digest) {
    return byKid.computeIfAbsent(header.kid(), kid -> new OfKid()).add(header.ctr(), digest);
  }

  /** Finds a frame by its header; null if it was not sealed, or not like this. */
  @Nullable SealedFrame find(FrameHeader header, FrameDigest digest) {
    OfKid ofKid = byKid.get(header.kid());
    return ofKid == null ? null : ofKid.find(header.ctr(), digest);
  }
}
