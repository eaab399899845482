package org.ecall.cli.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small media files in memory, and reading them through. */
final class MediaFixtures {

  static final VideoFormat VIDEO = new VideoFormat(48, 32, 1, 30);
  static final AudioFormat AUDIO = new AudioFormat(1, 312, 48_000, 0);

  /** SILK, 20 ms, one frame. */
  static final byte TOC_20_MS = 1 << 3;

  /** Writes into memory. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private MediaFixtures() {}

  static byte[] bytes(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.to(out);
    return out.toByteArray();
  }

  static MediaInput input(byte[] bytes) {
    return new MediaInput("clip", new ByteArrayInputStream(bytes));
  }

  /** Four frames, one of them empty. */
  static byte[] smallIvf() throws IOException {
    return bytes(
        out -> {
          IvfWriter writer = new IvfWriter(out, VIDEO, 4);
          writer.write(0, 0, new byte[] {0x10, 0, 0, (byte) 0x9D, 1, 0x2A, 48, 0, 32, 0});
          writer.write(1, 0, new byte[] {0x11, 1, 2});
          writer.write(2, 0, new byte[0]);
          writer.write(3, 0, new byte[] {0x11, 3});
          writer.finish();
        });
  }

  /** Five packets of 20 ms on three pages, the last one trimmed by half. */
  static byte[] smallOpus() throws IOException {
    return bytes(
        out -> {
          OggPacketWriter packets = opusPackets(out);
          for (int i = 0; i < 5; i++) {
            packets.add(new byte[] {TOC_20_MS, (byte) i, 7}, i < 4 ? 960L * (i + 1) : 4320);
            if (i == 1 || i == 3) {
              packets.endPage();
            }
          }
          packets.finish();
        });
  }

  /** Writes both headers of an Opus stream; its packets may follow. */
  static OggPacketWriter opusPackets(OutputStream out) throws IOException {
    OggPacketWriter packets = new OggPacketWriter(out, 7);
    packets.add(OpusHeaders.head(AUDIO), 0);
    packets.endPage();
    packets.add(OpusHeaders.tags(), 0);
    packets.endPage();
    return packets;
  }

  /** Makes the checksum of each Ogg page right, as far as pages can be made out. */
  static void repairChecksums(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int start = 0;
    while (start + OggPage.HEADER_BYTES <= bytes.length) {
      int segments = bytes[start + 26] & 0xFF;
      int bodyStart = start + OggPage.HEADER_BYTES + segments;
      int end = bodyStart;
      for (int i = start + OggPage.HEADER_BYTES; i < Math.min(bodyStart, bytes.length); i++) {
        end += bytes[i] & 0xFF;
      }
      if (end > bytes.length) {
        return;
      }
      file.putInt(start + 22, 0);
      file.putInt(start + 22, OggCrc.update(0, bytes, start, end - start));
      start = end;
    }
  }

  static List<MediaFrame> readAll(MediaSource source) throws IOException {
    List<MediaFrame> frames = new ArrayList<>();
    try (source) {
      for (var frame = source.next(); frame != null; frame = source.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  static List<MediaFrame> readIvf(byte[] bytes) throws IOException {
    return readAll(IvfReader.open(input(bytes)));
  }

  static List<MediaFrame> readOpus(byte[] bytes) throws IOException {
    return readAll(OggOpusReader.open(input(bytes)));
  }

  static MediaSource open(Path file, MediaFormat format) throws IOException {
    return switch (format) {
      case VideoFormat video -> MediaSource.openVideo(file);
      case AudioFormat audio -> MediaSource.openAudio(file);
    };
  }

  /** Returns all that is in a folder, hidden files too. */
  static List<String> listing(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
