package org.ecall.cli.media;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes Opus as Ogg (RFC 7845), with a packet that asks for loss concealment for each lost one
 * (§4.1). Pages hold up to a second of sound and end before each gap in time.
 */
final class OggOpusWriter implements MediaWriter {

  /** One stream a file: any number will do, and a fixed one keeps files comparable. */
  private static final int SERIAL = 1;

  private static final int DEFAULT_SAMPLES = AudioFormat.TICKS_PER_SECOND / 50;

  private final OggPacketWriter packets;
  private int lost;
  private int written;
  private byte lastToc;
  private int lastSamples;
  private long pageStartTick;
  private long endTick;

  /** Writes both headers, each on a page of its own. */
  OggOpusWriter(OutputStream out, AudioFormat format) throws IOException {
    packets = new OggPacketWriter(out, SERIAL);
    packets.add(OpusHeaders.head(format), 0);
    packets.endPage();
    packets.add(OpusHeaders.tags(), 0);
    packets.endPage();
  }

  @Override
  public void lost() {
    lost++;
  }

  @Override
  public void write(long tick, int durationTicks, byte[] payload) throws IOException {
    int samples = OpusPacket.samples(payload);
    byte toc = payload.length > 0 ? payload[0] : lastToc;
    if (written == 0) {
      lastToc = toc;
      lastSamples = samples > 0 ? samples : DEFAULT_SAMPLES;
      endTick = Math.max(0, tick - (long) lost * lastSamples);
    }
    fill(tick - endTick);
    put(payload, tick, tick + durationTicks);
    lastToc = toc;
    lastSamples = samples > 0 ? samples : lastSamples;
  }

  @Override
  public void finish() throws IOException {
    fill((long) lost * lastSamples);
    packets.finish();
  }

  /** Bridges the lost packets, which lasted so many samples, dividing them as evenly as can be. */
  private void fill(long samples) throws IOException {
    long steps = samples / OpusPacket.STEP_SAMPLES;
    for (int i = 0; i < lost; i++) {
      long share = steps * (i + 1L) / lost - steps * i / lost;
      int duration =
          OpusPacket.STEP_SAMPLES
              * Math.clamp(share, 1, OpusPacket.MAX_SAMPLES / OpusPacket.STEP_SAMPLES);
      put(OpusPacket.concealment(lastToc, duration), endTick, endTick + duration);
    }
    lost = 0;
  }

  private void put(byte[] packet, long startTick, long packetEndTick) throws IOException {
    boolean jump = startTick != endTick;
    if (written == 0 || jump || packetEndTick - pageStartTick > AudioFormat.TICKS_PER_SECOND) {
      packets.endPage();
      pageStartTick = startTick;
    }
    packets.add(packet, packetEndTick);
    endTick = packetEndTick;
    written++;
  }
}
