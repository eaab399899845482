package org.ecall.cli.media;

/**
 * One encoded frame: a VP8 picture or an Opus packet. The payload is handed over, not copied;
 * whoever holds the frame leaves its bytes as they are.
 *
 * @param sequence place in the stream, from 0 without gaps
 * @param timeMicros when it is presented, in microseconds after the stream's first frame
 * @param tick its time in the container's own units ({@link MediaFormat#ticksToMicros}); with
 *     {@code durationTicks} this is what a sink needs to write the container's timing exactly
 * @param durationTicks how long it lasts, 0 where the container does not say (IVF). The last Opus
 *     packet's is shortened where the stream trims its end; it may even be negative, if more than
 *     one packet is trimmed
 * @param keyFrame whether it is decodable by itself; always true for Opus
 * @param payload the encoded bytes, at most {@link #MAX_PAYLOAD_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier: frames are passed on, never compared
public record MediaFrame(
    int sequence, long timeMicros, long tick, int durationTicks, boolean keyFrame, byte[] payload) {

  /** No frame is larger; a container that says so is damaged. */
  public static final int MAX_PAYLOAD_BYTES = 16 << 20;
}
