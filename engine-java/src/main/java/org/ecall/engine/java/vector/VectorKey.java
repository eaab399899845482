package org.ecall.engine.java.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import org.ecall.engine.java.staging.ArrayAeadKey;
import org.ecall.engine.spi.LanePool;

/** An expanded key, and workspaces that are lent to threads and wiped with it. */
final class VectorKey extends ArrayAeadKey {

  private static final int AES_128_BYTES = 16;
  private static final int AES_256_BYTES = 32;

  private final ExpandedKey expanded;
  private final LanePool<Workspace> workspaces = new LanePool<>(Workspace::new, Workspace::wipe);

  VectorKey(MemorySegment key) {
    long size = key.byteSize();
    if (size != AES_128_BYTES && size != AES_256_BYTES) {
      throw new IllegalArgumentException(
          "an AES key of "
              + AES_128_BYTES
              + " or "
              + AES_256_BYTES
              + " bytes is needed, not "
              + size);
    }
    byte[] bytes = key.toArray(ValueLayout.JAVA_BYTE);
    try {
      expanded = ExpandedKey.of(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Lends a workspace; while it is lent, the key is not wiped. */
  LanePool.Lane<Workspace> take() {
    return workspaces.take();
  }

  void give(LanePool.Lane<Workspace> lane) {
    workspaces.give(lane);
  }

  /** To be used with a workspace in hand only. */
  ExpandedKey expanded() {
    return expanded;
  }

  @Override
  public void seal(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadLength, aad.length);
    Objects.checkFromIndexSize(inOffset, length, in.length);
    Objects.checkFromIndexSize(outOffset, length + TAG_SIZE_BYTES, out.length);
    LanePool.Lane<Workspace> lane = workspaces.take();
    try {
      Workspace space = lane.object();
      int from = Gcm.prepareAlone(expanded, space, length, nonceHigh, nonceLow);
      Gcm.seal(
          expanded, space, from, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset,
          length, out, outOffset);
    } finally {
      workspaces.give(lane);
    }
  }

  @Override
  public boolean open(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    Objects.checkFromIndexSize(aadOffset, aadLength, aad.length);
    Objects.checkFromIndexSize(inOffset, length + TAG_SIZE_BYTES, in.length);
    Objects.checkFromIndexSize(outOffset, length, out.length);
    LanePool.Lane<Workspace> lane = workspaces.take();
    try {
      Workspace space = lane.object();
      int from = Gcm.prepareAlone(expanded, space, length, nonceHigh, nonceLow);
      return Gcm.open(
          expanded, space, from, nonceHigh, nonceLow, aad, aadOffset, aadLength, in, inOffset,
          length, out, outOffset);
    } finally {
      workspaces.give(lane);
    }
  }

  @Override
  public void close() {
    workspaces.close();
    expanded.wipe();
  }
}
