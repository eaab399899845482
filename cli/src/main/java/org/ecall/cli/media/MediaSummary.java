package org.ecall.cli.media;

import java.io.IOException;

/**
 * A whole stream in numbers, found by reading it through. A call that does this first knows that
 * its media is sound before it begins.
 *
 * @param format what the container says
 * @param frames how many there are, at least 1
 * @param keyFrames how many of them are key frames
 * @param payloadBytes size of all payloads
 * @param durationMicros from the first frame's start to the last one's end, or to its start where
 *     the container does not say how long a frame lasts
 */
public record MediaSummary(
    MediaFormat format, int frames, int keyFrames, long payloadBytes, long durationMicros) {

  /** Reads a source to its end; the caller closes it. */
  public static MediaSummary of(MediaSource source) throws IOException {
    int frames = 0;
    int keyFrames = 0;
    long payloadBytes = 0;
    long endMicros = 0;
    for (var frame = source.next(); frame != null; frame = source.next()) {
      frames++;
      keyFrames += frame.keyFrame() ? 1 : 0;
      payloadBytes += frame.payload().length;
      endMicros = frame.timeMicros() + source.format().ticksToMicros(frame.durationTicks());
    }
    return new MediaSummary(source.format(), frames, keyFrames, payloadBytes, endMicros);
  }
}
