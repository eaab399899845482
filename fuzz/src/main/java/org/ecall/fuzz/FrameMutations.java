package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.Arrays;
import java.util.Optional;
import org.ecall.engine.header.FrameHeader;

/** What an attacker makes of genuine frames. */
final class FrameMutations {

  private final FuzzedDataProvider data;

  FrameMutations(FuzzedDataProvider data) {
    this.data = data;
  }

  byte[] mutate(byte[] frame, byte[] other) {
    return switch (data.consumeInt(0, 8)) {
      case 0 -> flipped(frame);
      case 1 -> Arrays.copyOf(frame, data.consumeInt(0, frame.length));
      case 2 -> joined(frame, data.consumeBytes(data.consumeInt(1, 40)));
      case 3 -> Arrays.copyOfRange(frame, data.consumeInt(0, frame.length), frame.length);
      case 4 -> joined(header(frame).encode(), body(other));
      case 5 ->
          joined(new FrameHeader(data.consumeLong(), header(frame).ctr()).encode(), body(frame));
      case 6 ->
          joined(new FrameHeader(header(frame).kid(), data.consumeLong()).encode(), body(frame));
      case 7 ->
          joined(new FrameHeader(header(other).kid(), header(frame).ctr()).encode(), body(frame));
      default -> joined(data.consumeBytes(FrameHeader.MAX_SIZE_BYTES), body(frame));
    };
  }

  private byte[] flipped(byte[] frame) {
    byte[] flipped = frame.clone();
    int bit = data.consumeInt(0, frame.length * Byte.SIZE - 1);
    flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return flipped;
  }

  private static FrameHeader header(byte[] frame) {
    Optional<FrameHeader> header = FrameHeader.parse(frame);
    return header.orElseThrow(() -> new AssertionError("a sealed frame has a header"));
  }

  private static byte[] body(byte[] frame) {
    return Arrays.copyOfRange(frame, header(frame).encode().length, frame.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
