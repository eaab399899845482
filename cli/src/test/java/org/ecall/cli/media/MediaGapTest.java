package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Frames in any order and with any gaps become a file of the sent length, each in its place. */
final class MediaGapTest {

  @Property(tries = 150)
  void videoKeepsItsPlaces(
      @ForAll @IntRange(min = 1, max = 200) int sent,
      @ForAll @DoubleRange(min = 0, max = 0.9) double loss,
      @ForAll @IntRange(min = 1, max = 1_000) int ticksPerFrame,
      @ForAll Random random)
      throws IOException {
    List<MediaFrame> frames = new ArrayList<>();
    for (int i = 0; i < sent; i++) {
      byte[] payload = payload(random, (byte) 0x11);
      frames.add(new MediaFrame(i, 0, (long) i * ticksPerFrame, 0, false, payload));
    }
    List<MediaFrame> read = transmit(MediaFixtures.VIDEO, frames, loss, random);
    for (int i = 0; i < read.size(); i++) {
      // What was lost at the end has no frame after it to tell its step.
      assertThat(read.get(i).tick()).isLessThanOrEqualTo((long) i * ticksPerFrame);
    }
  }

  @Property(tries = 150)
  void audioKeepsItsTimeline(
      @ForAll @IntRange(min = 1, max = 200) int sent,
      @ForAll @DoubleRange(min = 0, max = 0.9) double loss,
      @ForAll Random random)
      throws IOException {
    List<MediaFrame> frames = new ArrayList<>();
    for (int i = 0; i < sent; i++) {
      byte[] payload = payload(random, MediaFixtures.TOC_20_MS);
      frames.add(new MediaFrame(i, 0, 960L * i, 960, true, payload));
    }
    List<MediaFrame> read = transmit(MediaFixtures.AUDIO, frames, loss, random);
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).tick()).isEqualTo(960L * i);
      assertThat(read.get(i).durationTicks()).isEqualTo(960);
    }
  }

  @Property(tries = 100)
  void audioOfMixedDurationsKeepsItsTimes(
      @ForAll @IntRange(min = 2, max = 100) int sent,
      @ForAll @DoubleRange(min = 0, max = 0.9) double loss,
      @ForAll Random random)
      throws IOException {
    List<MediaFrame> frames = new ArrayList<>();
    long tick = 0;
    for (int i = 0; i < sent; i++) {
      byte[] payload = payload(random, (byte) (random.nextInt(32) << 3));
      int samples = OpusPacket.samples(payload);
      frames.add(new MediaFrame(i, 0, tick, samples, true, payload));
      tick += samples;
    }
    transmit(MediaFixtures.AUDIO, frames, loss, random);
  }

  private static byte[] payload(Random random, byte first) {
    byte[] payload = new byte[1 + random.nextInt(600)];
    random.nextBytes(payload);
    payload[0] = first;
    return payload;
  }

  /** Sends frames, at least one of which arrives; checks that those stand in their places. */
  private static List<MediaFrame> transmit(
      MediaFormat format, List<MediaFrame> frames, double loss, Random random) throws IOException {
    List<@Nullable MediaFrame> arrived = new ArrayList<>(frames);
    int survivor = random.nextInt(frames.size());
    arrived.replaceAll(
        frame ->
            frame == null || (frame.sequence() != survivor && random.nextDouble() < loss)
                ? null
                : frame);
    List<MediaFrame> received = receive(format, arrived, random);
    assertThat(received).hasSameSizeAs(frames);
    for (int i = 0; i < received.size(); i++) {
      MediaFrame expected = arrived.get(i);
      if (expected != null) {
        assertThat(received.get(i).payload()).isEqualTo(expected.payload());
        assertThat(received.get(i).tick()).isEqualTo(expected.tick());
      }
    }
    return received;
  }

  private static List<MediaFrame> receive(
      MediaFormat format, List<@Nullable MediaFrame> arrived, Random random) throws IOException {
    List<MediaFrame> shuffled = new ArrayList<>();
    for (MediaFrame frame : arrived) {
      if (frame != null) {
        shuffled.add(frame);
      }
    }
    Collections.shuffle(shuffled, random);
    Path folder = Files.createTempDirectory("media");
    Path target = folder.resolve("received");
    try (MediaSink sink = MediaSink.create(target, format)) {
      for (MediaFrame frame : shuffled) {
        sink.accept(frame);
      }
      assertThat(sink.finish(arrived.size())).isEqualTo(arrived.size() - shuffled.size());
      return MediaFixtures.readAll(MediaFixtures.open(target, format));
    } finally {
      Files.deleteIfExists(target);
      Files.delete(folder);
    }
  }
}
