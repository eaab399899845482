package org.ecall.cli.conform;

import java.util.Arrays;
import java.util.Optional;
import org.ecall.engine.header.FrameHeader;

/** A frame header, encoded and decoded (RFC 9605 §4.3). */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HeaderTest(String name, FrameHeader header, byte[] encoded) implements VectorTest {

  @Override
  public Outcome run(Target target) {
    byte[] cut = Arrays.copyOf(encoded, Math.max(0, encoded.length - 1));
    return new Checks()
        .equal("encoded", encoded, header.encode())
        .equal("decoded", Optional.of(header), FrameHeader.parse(encoded))
        .equal("decoded without its last byte", Optional.empty(), FrameHeader.parse(cut))
        .outcome();
  }
}
