package org.ecall.engine.java.staging;

import java.lang.foreign.MemorySegment;
import org.ecall.engine.spi.LanePool;

/** The three ranges of a message that lies in memory segments, as arrays. */
public final class Staging {

  /** One pool for all keys: a key that is idle holds no buffers. */
  public static final LanePool<Staging> POOL = new LanePool<>(Staging::new);

  public final StagedRange aad = new StagedRange();
  public final StagedRange in = new StagedRange();
  public final StagedRange out = new StagedRange();

  private Staging() {}

  public void map(
      MemorySegment aadSegment,
      long aadOffset,
      long aadLength,
      MemorySegment inSegment,
      long inOffset,
      long inLength,
      MemorySegment outSegment,
      long outOffset,
      long outLength) {
    aad.read(aadSegment, aadOffset, aadLength);
    in.read(inSegment, inOffset, inLength);
    out.write(outSegment, outOffset, outLength);
  }

  public void doneSealing() {
    aad.wipe();
    in.wipe();
    out.release();
  }

  public void doneOpening() {
    aad.wipe();
    in.release();
    out.wipe();
  }
}
