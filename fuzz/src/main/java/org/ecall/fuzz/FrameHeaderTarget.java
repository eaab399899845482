package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.header.FrameHeaderReader;
import org.ecall.engine.header.FrameHeaderWriter;

/**
 * The header codec: every KID and counter is read back as it was written, by each way of writing;
 * whatever else is read is refused, or written again as the same bytes.
 */
public final class FrameHeaderTarget {

  private static final byte FILLER = 0x5a;

  private FrameHeaderTarget() {}

  /** One run. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    if (data.consumeBoolean()) {
      roundTrip(data.consumeLong(), data.consumeLong(), data.consumeInt(0, 64));
    } else {
      canonical(data.consumeRemainingAsBytes());
    }
  }

  private static void roundTrip(long kid, long ctr, int offset) {
    var header = new FrameHeader(kid, ctr);
    byte[] encoded = header.encode();
    Oracle.require(FrameHeader.parse(encoded).equals(Optional.of(header)), "reads back");
    Oracle.require(
        FrameHeader.parse(Arrays.copyOf(encoded, encoded.length - 1)).isEmpty(), "is complete");

    var writer = new FrameHeaderWriter(kid);
    byte[] room = new byte[offset + FrameHeader.MAX_SIZE_BYTES];
    Arrays.fill(room, FILLER);
    int size = writer.write(room, offset, ctr);
    Oracle.require(size == encoded.length && size == writer.sizeBytes(ctr), "has the size it says");
    Oracle.requireEqual(Arrays.copyOfRange(room, offset, offset + size), encoded, "array");
    Oracle.requireOnly(room, 0, offset, FILLER, "before the header");

    Arrays.fill(room, FILLER);
    writer.write(MemorySegment.ofArray(room), offset, ctr);
    Oracle.requireEqual(Arrays.copyOfRange(room, offset, offset + size), encoded, "segment");

    Arrays.fill(room, FILLER);
    writer.writeExactly(room, offset, ctr);
    Oracle.requireEqual(Arrays.copyOfRange(room, offset, offset + size), encoded, "exactly");
    Oracle.requireOnly(room, offset + size, room.length, FILLER, "behind the header");
  }

  private static void canonical(byte[] bytes) {
    Optional<FrameHeader> parsed = FrameHeader.parse(bytes);
    if (parsed.isPresent()) {
      byte[] again = parsed.get().encode();
      Oracle.requireEqual(again, Arrays.copyOf(bytes, again.length), "is canonical");
    }
    if (bytes.length >= FrameHeader.MAX_SIZE_BYTES) {
      var ofArray = new FrameHeaderReader();
      var ofSegment = new FrameHeaderReader();
      boolean accepted = ofArray.read(bytes, 0);
      Oracle.require(accepted == parsed.isPresent(), "both readers accept");
      Oracle.require(
          ofSegment.read(MemorySegment.ofArray(bytes), 0) == accepted, "both kinds of memory");
      Oracle.require(
          !accepted
              || (ofArray.kid() == ofSegment.kid()
                  && ofArray.ctr() == ofSegment.ctr()
                  && ofArray.sizeBytes() == ofSegment.sizeBytes()),
          "both kinds of memory read the same");
    }
  }
}
