package org.ecall.cli.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of an Ogg file that holds one logical stream, page by page (RFC 3533 §6).
 * Missing pages, further streams beside or after the first, packets torn in two and a file without
 * its last page are errors.
 */
final class OggPacketReader {

  /**
   * The packets that end on one page.
   *
   * @param position where the page starts
   * @param packets none if all of the page belongs to a packet that goes on
   * @param granulePosition of the last of them; −1 if there is none
   * @param last whether the stream ends here
   */
  record Page(long position, List<byte[]> packets, long granulePosition, boolean last) {}

  private final MediaInput input;
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private boolean continues;
  private boolean started;
  private boolean ended;
  private int serial;
  private int nextNumber;

  OggPacketReader(MediaInput input) {
    this.input = input;
  }

  /** Reads a page; returns null after the last one. */
  @Nullable Page next() throws IOException {
    if (ended) {
      checkNothingFollows();
      return null;
    }
    OggPage page = OggPage.read(input);
    if (page == null) {
      throw input.bad(started ? "ends without the last page of its stream: cut short" : "is empty");
    }
    checkPlace(page);
    List<byte[]> packets = packetsOf(page);
    if (!packets.isEmpty() && page.granulePosition < 0) {
      throw bad(page, "packets end here, but the granule position is " + page.granulePosition);
    }
    ended = page.has(OggPage.LAST);
    if (ended && continues) {
      throw bad(page, "the stream ends in the middle of a packet");
    }
    return new Page(page.position, packets, page.granulePosition, ended);
  }

  private void checkPlace(OggPage page) throws MediaFormatException {
    if (!started) {
      if (!page.has(OggPage.FIRST)) {
        throw bad(page, "the stream's first page is missing");
      }
      started = true;
      serial = page.serial;
      nextNumber = page.number;
    } else if (page.serial != serial || page.has(OggPage.FIRST)) {
      throw bad(page, "a second stream begins, expected a file with one Opus stream");
    }
    if (page.number != nextNumber) {
      throw bad(
          page,
          "Ogg page %s follows where page %s is expected"
              .formatted(
                  Integer.toUnsignedString(page.number), Integer.toUnsignedString(nextNumber)));
    }
    nextNumber++;
    if (page.has(OggPage.CONTINUED) != continues) {
      throw bad(
          page, continues ? "the packet begun before does not go on" : "a packet has no beginning");
    }
  }

  private List<byte[]> packetsOf(OggPage page) throws MediaFormatException {
    List<byte[]> packets = new ArrayList<>();
    int offset = 0;
    for (byte segmentSize : page.segmentSizes) {
      int sizeBytes = segmentSize & 0xFF;
      packet.write(page.body, offset, sizeBytes);
      offset += sizeBytes;
      if (packet.size() > MediaFrame.MAX_PAYLOAD_BYTES) {
        throw bad(
            page,
            "a packet has more than the %d bytes allowed".formatted(MediaFrame.MAX_PAYLOAD_BYTES));
      }
      continues = sizeBytes == OggPage.MAX_SEGMENT_BYTES;
      if (!continues) {
        packets.add(packet.toByteArray());
        packet.reset();
      }
    }
    return packets;
  }

  private void checkNothingFollows() throws IOException {
    long position = input.position();
    byte[] more = input.readUpTo(OggPage.MAGIC.length);
    if (more.length > 0) {
      throw OggPage.bad(
          input,
          position,
          "more data after the end of the stream; chained streams are not supported");
    }
  }

  private MediaFormatException bad(OggPage page, String problem) {
    return OggPage.bad(input, page.position, problem);
  }
}
