package org.ecall.cli.media;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads Opus from Ogg (RFC 7845). A page states where its last packet ends; the times of the others
 * follow from their durations. A frame is held back until the one after it is read, as the stream's
 * last page may shorten it.
 */
final class OggOpusReader implements MediaSource {

  private final MediaInput input;
  private final OggPacketReader pages;
  private final AudioFormat format;
  private final Deque<MediaFrame> frames = new ArrayDeque<>();
  private boolean ended;
  private int frameCount;
  private long firstTick;
  private long endTick;

  private OggOpusReader(MediaInput input) throws IOException {
    this.input = input;
    pages = new OggPacketReader(input);
    format = OpusHeaders.parseHead(input, header("identification"));
    OpusHeaders.checkTags(input, header("comment"));
  }

  /** Reads both headers; closes the input if that fails. */
  static OggOpusReader open(MediaInput input) throws IOException {
    try {
      return new OggOpusReader(input);
    } catch (Throwable t) {
      input.close();
      throw t;
    }
  }

  /** Reads the one packet that ends a header's pages. */
  private byte[] header(String name) throws IOException {
    OggPacketReader.Page page = pages.next();
    while (page != null && page.packets().isEmpty()) {
      page = pages.next();
    }
    if (page == null) {
      throw input.bad("ends before its %s header".formatted(name));
    }
    if (page.packets().size() > 1) {
      throw bad(page, "the %s header does not have its page for itself".formatted(name));
    }
    return page.packets().getFirst();
  }

  @Override
  public AudioFormat format() {
    return format;
  }

  @Override
  public @Nullable MediaFrame next() throws IOException {
    while (!ended && frames.size() < 2) {
      OggPacketReader.Page page = pages.next();
      if (page != null) {
        addFrames(page);
      } else if (frameCount == 0) {
        throw input.bad("has no packets");
      } else {
        ended = true;
      }
    }
    return frames.poll();
  }

  private void addFrames(OggPacketReader.Page page) throws MediaFormatException {
    List<byte[]> packets = page.packets();
    int[] samples = new int[packets.size()];
    long pageSamples = 0;
    for (int i = 0; i < samples.length; i++) {
      samples[i] = OpusPacket.samples(packets.get(i));
      if (samples[i] == 0) {
        throw bad(page, "packet %d is not a valid Opus packet".formatted(frameCount + i));
      }
      pageSamples += samples[i];
    }
    if (!packets.isEmpty()) {
      long tick = startTick(page, pageSamples);
      for (int i = 0; i < samples.length; i++) {
        add(page, tick, samples[i], packets.get(i));
        tick += samples[i];
      }
      endTick = tick;
    }
    if (page.last() && frameCount > 0 && page.granulePosition() != OggPage.NO_GRANULE) {
      trimEnd(page);
    }
  }

  /** Returns when a page's first packet begins; sound may be missing before it (RFC 7845 §4.1). */
  private long startTick(OggPacketReader.Page page, long pageSamples) throws MediaFormatException {
    long earliest = frameCount == 0 ? 0 : endTick;
    long start = page.granulePosition() - pageSamples;
    if (start < earliest && !page.last()) {
      throw bad(
          page,
          "granule position %d, expected at least %d"
              .formatted(page.granulePosition(), earliest + pageSamples));
    }
    return Math.max(start, earliest);
  }

  private void add(OggPacketReader.Page page, long tick, int samples, byte[] packet)
      throws MediaFormatException {
    firstTick = frameCount == 0 ? tick : firstTick;
    try {
      long timeMicros = format.ticksToMicros(tick - firstTick);
      frames.add(new MediaFrame(frameCount++, timeMicros, tick, samples, true, packet));
    } catch (ArithmeticException e) {
      throw bad(
          page, "granule position %d is beyond all measure".formatted(page.granulePosition()));
    }
  }

  /** Shortens the last frame to the granule position of the last page (RFC 7845 §4.4). */
  private void trimEnd(OggPacketReader.Page page) throws MediaFormatException {
    MediaFrame last = frames.removeLast();
    long trimmed = endTick - page.granulePosition();
    long limit = (long) OggPage.MAX_SEGMENTS * OpusPacket.MAX_SAMPLES;
    if (trimmed < 0 || trimmed > limit || page.granulePosition() < firstTick) {
      throw bad(
          page,
          "the stream ends at granule position %d, its packets at %d"
              .formatted(page.granulePosition(), endTick));
    }
    int duration = (int) (page.granulePosition() - last.tick());
    frames.add(
        new MediaFrame(
            last.sequence(), last.timeMicros(), last.tick(), duration, true, last.payload()));
  }

  private MediaFormatException bad(OggPacketReader.Page page, String problem) {
    return OggPage.bad(input, page.position(), problem);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
