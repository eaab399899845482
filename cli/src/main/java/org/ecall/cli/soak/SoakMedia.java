package org.ecall.cli.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecall.cli.media.MediaFrame;
import org.ecall.cli.media.MediaSource;
import org.ecall.cli.network.Datagram;

/**
 * What streams send: the frames of the sample media over and over, each marked with where it
 * belongs, so that no two that are long enough are alike. Immutable.
 */
final class SoakMedia {

  private static final int MARK_BYTES = Long.BYTES;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final List<MediaFrame> audio;
  private final List<MediaFrame> video;

  private SoakMedia(List<MediaFrame> audio, List<MediaFrame> video) {
    this.audio = audio;
    this.video = video;
  }

  static SoakMedia samples() throws IOException {
    try (MediaSource audio = MediaSource.sampleAudio();
        MediaSource video = MediaSource.sampleVideo()) {
      return new SoakMedia(all(audio), all(video));
    }
  }

  private static List<MediaFrame> all(MediaSource source) throws IOException {
    List<MediaFrame> frames = new ArrayList<>();
    for (var frame = source.next(); frame != null; frame = source.next()) {
      frames.add(frame);
    }
    return frames;
  }

  /** Whether a frame is decodable by itself. */
  boolean isKeyFrame(Datagram.Head head) {
    return frame(head).keyFrame();
  }

  /** The bytes of a frame, new and so the caller's. */
  byte[] payload(Datagram.Head head) {
    byte[] payload = frame(head).payload().clone();
    long mark = ((head.tick() * MIX + head.stream()) * MIX + head.sequence()) * MIX;
    for (int i = 0; i < Math.min(MARK_BYTES, payload.length); i++) {
      payload[i] ^= (byte) (mark >>> (Long.SIZE - Byte.SIZE - Byte.SIZE * i));
    }
    return payload;
  }

  /** Whether an array begins with the bytes of a frame, and the frame has this size. */
  boolean isPayload(Datagram.Head head, byte[] bytes, int size) {
    byte[] expected = payload(head);
    return size == expected.length && Arrays.equals(bytes, 0, size, expected, 0, size);
  }

  private MediaFrame frame(Datagram.Head head) {
    List<MediaFrame> frames = Streams.isVideo(head.stream()) ? video : audio;
    return frames.get(head.sequence() % frames.size());
  }
}
