package org.ecall.cli.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads VP8 from IVF: after the {@link IvfHeader}, each frame is its size (4 bytes), its time in
 * ticks (8 bytes), both little-endian, and its payload.
 *
 * <p>IVF has no end mark. A file that was cut between two frames is told by the header's length,
 * where there is one: neither so many frames nor so many ticks are there. (With uneven ticks that
 * leaves a doubt of one frame.)
 */
final class IvfReader implements MediaSource {

  static final int FRAME_HEADER_BYTES = 12;

  private final MediaInput input;
  private final IvfHeader header;
  private int frames;
  private long firstTick;
  private long lastTick;
  private long longestStepTicks;

  private IvfReader(MediaInput input, IvfHeader header) {
    this.input = input;
    this.header = header;
  }

  /** Reads the header; closes the input if that fails. */
  static IvfReader open(MediaInput input) throws IOException {
    try {
      return new IvfReader(input, IvfHeader.read(input));
    } catch (Throwable t) {
      input.close();
      throw t;
    }
  }

  @Override
  public VideoFormat format() {
    return header.format();
  }

  @Override
  public @Nullable MediaFrame next() throws IOException {
    long start = input.position();
    byte[] head = input.readUpTo(FRAME_HEADER_BYTES);
    if (head.length == 0) {
      checkComplete();
      return null;
    }
    if (head.length < FRAME_HEADER_BYTES) {
      throw bad(
          start, "its header of %d bytes ends after %d".formatted(FRAME_HEADER_BYTES, head.length));
    }
    ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long sizeBytes = Integer.toUnsignedLong(fields.getInt(0));
    if (sizeBytes > MediaFrame.MAX_PAYLOAD_BYTES) {
      throw bad(
          start,
          "says %d bytes, more than the %d allowed"
              .formatted(sizeBytes, MediaFrame.MAX_PAYLOAD_BYTES));
    }
    long tick = fields.getLong(4);
    long timeMicros = advance(start, tick);
    byte[] payload = input.readUpTo((int) sizeBytes);
    if (payload.length < sizeBytes) {
      throw bad(start, "says %d bytes, file ends after %d".formatted(sizeBytes, payload.length));
    }
    return new MediaFrame(frames++, timeMicros, tick, 0, Vp8KeyFrame.isKeyFrame(payload), payload);
  }

  private long advance(long start, long tick) throws MediaFormatException {
    if (tick < lastTick) {
      throw bad(
          start,
          "its time %s lies before the %d of the frame before it"
              .formatted(Long.toUnsignedString(tick), lastTick));
    }
    if (frames == 0) {
      firstTick = tick;
    } else {
      longestStepTicks = Math.max(longestStepTicks, tick - lastTick);
    }
    lastTick = tick;
    try {
      return format().ticksToMicros(tick - firstTick);
    } catch (ArithmeticException e) {
      throw bad(start, "its time %d is beyond all measure".formatted(tick));
    }
  }

  private void checkComplete() throws MediaFormatException {
    if (frames == 0) {
      throw input.bad("has no frames");
    }
    boolean allFrames = frames >= header.length();
    boolean allTicks = lastTick - firstTick + longestStepTicks >= header.length();
    if (!allFrames && !allTicks) {
      throw input.bad(
          "ends after %d frames, its header announces %d (frames or ticks): cut short"
              .formatted(frames, header.length()));
    }
  }

  private MediaFormatException bad(long start, String problem) {
    return input.bad("frame %d at byte %d: %s".formatted(frames, start, problem));
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
