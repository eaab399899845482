package org.ecall.cli.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Writes VP8 as IVF, with a {@link Vp8RepeatFrame} for each lost frame. */
final class IvfWriter implements MediaWriter {

  private final OutputStream out;
  private final ByteBuffer frameHeader =
      ByteBuffer.allocate(IvfReader.FRAME_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private Vp8KeyFrame picture;
  private byte @Nullable [] repeatFrame;
  private int lost;
  private int written;
  private long firstTick;
  private long lastTick;

  /**
   * Writes the file's header.
   *
   * @param frames how many there will be, lost ones too
   */
  IvfWriter(OutputStream out, VideoFormat format, int frames) throws IOException {
    this.out = out;
    picture = new Vp8KeyFrame(0, format.widthPixels(), format.heightPixels());
    out.write(new IvfHeader(format, frames).toBytes());
  }

  @Override
  public void lost() {
    lost++;
  }

  @Override
  public void write(long tick, int durationTicks, byte[] payload) throws IOException {
    if (written == 0) {
      // The stream is taken to begin at 0, as most do.
      fill(0, tick, lost);
    } else {
      long step = (tick - lastTick) / (lost + 1);
      fill(lastTick + step, tick, lost);
    }
    put(tick, payload);
    Vp8KeyFrame keyFrame = Vp8KeyFrame.parse(payload);
    if (keyFrame != null && !keyFrame.equals(picture)) {
      picture = keyFrame;
      repeatFrame = null;
    }
  }

  @Override
  public void finish() throws IOException {
    long step = written > 1 ? Math.max(1, (lastTick - firstTick) / (written - 1)) : 1;
    fill(lastTick + step, lastTick + step * (lost + 1L), lost);
  }

  /** Repeats the picture for the lost frames, evenly from one time until before another. */
  private void fill(long fromTick, long toTick, int frames) throws IOException {
    for (int i = 0; i < frames; i++) {
      if (repeatFrame == null) {
        repeatFrame = Vp8RepeatFrame.of(picture);
      }
      put(fromTick + (toTick - fromTick) * i / frames, repeatFrame);
    }
    lost = 0;
  }

  private void put(long tick, byte[] payload) throws IOException {
    frameHeader.clear().putInt(payload.length).putLong(tick);
    out.write(frameHeader.array());
    out.write(payload);
    firstTick = written == 0 ? tick : firstTick;
    lastTick = tick;
    written++;
  }
}
