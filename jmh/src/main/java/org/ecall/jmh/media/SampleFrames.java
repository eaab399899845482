package org.ecall.jmh.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ecall.cli.media.MediaFrame;
import org.ecall.cli.media.MediaSource;
import org.ecall.engine.key.MediaStream;

/** The frames of one sender in a call: Opus and VP8 of the sample media, by their times. */
public final class SampleFrames {

  /**
   * A frame.
   *
   * @param stream of its sender
   * @param timeMicros when it is sent
   * @param payload encoded bytes, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier: frames are never compared
  public record Frame(MediaStream stream, long timeMicros, byte[] payload) {}

  private SampleFrames() {}

  /**
   * Reads the samples, as far as both last.
   *
   * @return audio and video, in the order of their times
   */
  public static List<Frame> read() {
    try (MediaSource audio = MediaSource.sampleAudio();
        MediaSource video = MediaSource.sampleVideo()) {
      List<Frame> speech = frames(MediaStream.AUDIO, audio);
      List<Frame> pictures = frames(MediaStream.VIDEO, video);
      long endMicros = Math.min(speech.getLast().timeMicros(), pictures.getLast().timeMicros());
      List<Frame> all = new ArrayList<>(speech);
      all.addAll(pictures);
      all.removeIf(frame -> frame.timeMicros() > endMicros);
      all.sort(Comparator.comparingLong(Frame::timeMicros));
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Frame> frames(MediaStream stream, MediaSource source) throws IOException {
    List<Frame> frames = new ArrayList<>();
    for (MediaFrame frame = source.next(); frame != null; frame = source.next()) {
      frames.add(new Frame(stream, frame.timeMicros(), frame.payload()));
    }
    return frames;
  }
}
