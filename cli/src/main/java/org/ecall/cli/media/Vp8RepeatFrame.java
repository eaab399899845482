package org.ecall.cli.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The smallest VP8 frame that shows the decoder's last reference picture once more (RFC 6386 §9,
 * §19.2): each macroblock is predicted from it, unmoved, with nothing added. That is the picture
 * shown last, or, in a stream with temporal layers, the last one of the base layer.
 *
 * <p>It stands in a file for a frame that was lost, since players and ffprobe pass over one of no
 * bytes. It leaves no trace in the decoder: it becomes no reference, its probabilities are not kept
 * and the segment map stays, so that the frames after it decode as they would without it.
 */
final class Vp8RepeatFrame {

  private static final int MACROBLOCK_PIXELS = 16;
  private static final int TAG_BYTES = 3;
  private static final int TAG_INTER = 1;
  private static final int TAG_SHOW = 1 << 4;

  /** Coefficients follow in a second part; none is read, but decoders want some bytes there. */
  private static final int SECOND_PARTITION_BYTES = 4;

  /** Least probability of the bit that no macroblock has here. */
  private static final int NEVER = 1;

  private static final int ALWAYS = 255;

  private Vp8RepeatFrame() {}

  /**
   * Makes the frame.
   *
   * @param picture what the decoder holds: the last key frame's version and size
   */
  static byte[] of(Vp8KeyFrame picture) {
    Vp8BoolEncoder out = new Vp8BoolEncoder();
    header(out);
    int columns = Math.ceilDiv(picture.widthPixels(), MACROBLOCK_PIXELS);
    int rows = Math.ceilDiv(picture.heightPixels(), MACROBLOCK_PIXELS);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        macroblock(out, row > 0, column > 0);
      }
    }
    byte[] first = out.finish();
    int tag = TAG_INTER | (picture.version() << 1) | TAG_SHOW | (first.length << 5);
    return ByteBuffer.allocate(TAG_BYTES + first.length + SECOND_PARTITION_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) tag)
        .put((byte) (tag >> 16))
        .put(first)
        .array();
  }

  private static void header(Vp8BoolEncoder out) {
    out.literal(0b100, 3); // segmentation on, so that its map is carried over; no update
    out.literal(0, 1 + 6 + 3); // loop filter: type, level 0 switches it off, sharpness
    out.literal(0, 1 + 2); // no filter adjustments; one coefficient partition
    out.literal(0, 7 + 5); // quantizer index and its five deltas
    out.literal(0, 1 + 1 + 2 + 2); // golden and altref: not refreshed, not copied to
    out.literal(0, 1 + 1); // their motion vectors' signs, for this frame
    out.literal(0, 1); // forget this frame's probabilities
    out.literal(0, 1); // the last frame is not refreshed
    Vp8Probabilities.forEachCoefficient(kept -> out.bit(false, kept));
    out.literal(1, 1); // macroblocks without coefficients are marked
    out.literal(NEVER, 8); // of having some
    out.literal(NEVER, 8); // of being coded without a reference
    out.literal(ALWAYS, 8); // of the last frame being the reference
    out.literal(ALWAYS, 8); // of golden, where it is not
    out.literal(0, 1 + 1); // no update of intra modes, luma and chroma
    Vp8Probabilities.forEachMotion(kept -> out.bit(false, kept));
  }

  private static void macroblock(Vp8BoolEncoder out, boolean hasAbove, boolean hasLeft) {
    out.bit(true, NEVER); // no coefficients
    out.bit(true, NEVER); // has a reference
    out.bit(false, ALWAYS); // the last frame
    out.bit(false, Vp8Probabilities.unmoved(hasAbove, hasLeft));
  }
}
