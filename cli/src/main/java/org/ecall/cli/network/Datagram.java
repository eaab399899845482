package org.ecall.cli.network;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ecall.cli.media.MediaFrame;
import org.ecall.engine.FrameSealer;
import org.jspecify.annotations.Nullable;

/**
 * A fragment of a sealed frame as it travels over UDP. The transport's own fields are in clear, as
 * in RTP; those that tell a receiver where a frame belongs are authenticated as its metadata.
 *
 * @param head what it says of the frame
 * @param assembly tells fragments of one sending of a frame from those of another
 * @param frameBytes size of the whole sealed frame
 * @param index of this fragment
 * @param count how many fragments there are
 * @param payload this part of the frame
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier: never compared
public record Datagram(
    Head head, long assembly, int frameBytes, int index, int count, byte[] payload) {

  /** Size of the fields before the payload. */
  static final int HEADER_BYTES = 36;

  /** Fits the path MTU that calls assume. */
  static final int MAX_BYTES = 1200;

  /** Of a sealed frame; more than this nobody has to hold. */
  static final int MAX_FRAME_BYTES = MediaFrame.MAX_PAYLOAD_BYTES + FrameSealer.MAX_OVERHEAD_BYTES;

  private static final int MAX_PAYLOAD_BYTES = MAX_BYTES - HEADER_BYTES;
  private static final short MAGIC = (short) 0xEC5F;
  private static final byte VERSION = 1;

  /**
   * Where a frame belongs.
   *
   * @param stream number of the media stream
   * @param sequence place in the stream
   * @param tick time in the container's units
   * @param durationTicks how long the frame lasts
   */
  public record Head(int stream, int sequence, long tick, int durationTicks) {

    private static final int SIZE_BYTES = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES;

    public static Head of(int stream, MediaFrame frame) {
      return new Head(stream, frame.sequence(), frame.tick(), frame.durationTicks());
    }

    /** The place behind this one. */
    public Head next() {
      return new Head(stream, sequence + 1, tick + durationTicks, durationTicks);
    }

    /** The metadata that a frame is sealed with. */
    public byte[] metadata() {
      return put(ByteBuffer.allocate(SIZE_BYTES)).array();
    }

    private ByteBuffer put(ByteBuffer out) {
      return out.put((byte) stream).putInt(sequence).putLong(tick).putInt(durationTicks);
    }

    private static Head get(ByteBuffer in) {
      return new Head(in.get(), in.getInt(), in.getLong(), in.getInt());
    }
  }

  /** Cuts a sealed frame into datagrams. */
  public static Datagram[] fragments(Head head, long assembly, byte[] frame, int frameBytes) {
    int count = Math.max(1, Math.ceilDiv(frameBytes, MAX_PAYLOAD_BYTES));
    Datagram[] fragments = new Datagram[count];
    for (int i = 0; i < count; i++) {
      int start = i * MAX_PAYLOAD_BYTES;
      int end = Math.min(frameBytes, start + MAX_PAYLOAD_BYTES);
      fragments[i] =
          new Datagram(head, assembly, frameBytes, i, count, Arrays.copyOfRange(frame, start, end));
    }
    return fragments;
  }

  /** Bytes to be sent. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + payload.length);
    out.putShort(MAGIC).put(VERSION);
    head.put(out);
    out.putLong(assembly).putInt(frameBytes).putShort((short) index).putShort((short) count);
    return out.put(payload).array();
  }

  /** Reads a datagram; null if it is none of ours. */
  public static @Nullable Datagram decode(byte[] bytes, int size) {
    if (size < HEADER_BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, size);
    if (in.getShort() != MAGIC || in.get() != VERSION) {
      return null;
    }
    Head head = Head.get(in);
    long assembly = in.getLong();
    int frameBytes = in.getInt();
    int index = Short.toUnsignedInt(in.getShort());
    int count = Short.toUnsignedInt(in.getShort());
    byte[] payload = Arrays.copyOfRange(bytes, HEADER_BYTES, size);
    boolean sound =
        frameBytes >= 0
            && frameBytes <= MAX_FRAME_BYTES
            && count == Math.max(1, Math.ceilDiv(frameBytes, MAX_PAYLOAD_BYTES))
            && index < count
            && payload.length
                == Math.min(frameBytes - index * MAX_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES);
    return sound ? new Datagram(head, assembly, frameBytes, index, count, payload) : null;
  }
}
