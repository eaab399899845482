package org.ecall.cli.media;

/**
 * The duration of an Opus packet by its first bytes (RFC 6716 §3): a table-of-contents byte of
 * configuration (5 bits), stereo flag and frame count code (2 bits); with code 3 a byte follows
 * whose lower 6 bits count the frames. Durations are in samples at 48 kHz.
 */
final class OpusPacket {

  /** The longest packet: 120 ms. */
  static final int MAX_SAMPLES = 5760;

  /** The shortest frame, 2.5 ms, of which all durations are multiples. */
  static final int STEP_SAMPLES = 120;

  private static final int CODE_MASK = 3;
  private static final int STEREO_FLAG = 1 << 2;
  private static final int COUNTED_FRAMES = 3;
  private static final int COUNT_MASK = 0x3F;
  private static final int FIRST_HYBRID = 12;
  private static final int FIRST_CELT = 16;

  /** Full-band CELT in frames of one step. */
  private static final int SHORTEST_FULL_BAND = 28;

  private static final int[] SILK_SAMPLES = {480, 960, 1920, 2880};

  private OpusPacket() {}

  /** Returns a packet's duration, or 0 if its first bytes are not those of an Opus packet. */
  static int samples(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    int frames =
        switch (packet[0] & CODE_MASK) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length > 1 ? packet[1] & COUNT_MASK : 0;
        };
    int samples = frames * frameSamples(packet[0]);
    return samples <= MAX_SAMPLES ? samples : 0;
  }

  /**
   * Makes a packet of empty frames, which a decoder bridges by loss concealment (RFC 7845 §4.1).
   *
   * @param neighbour first byte of a packet beside it, whose mode and frame size it keeps if they
   *     fit the duration
   * @param samples a multiple of {@link #STEP_SAMPLES}, up to {@link #MAX_SAMPLES}
   */
  static byte[] concealment(byte neighbour, int samples) {
    int frameSamples = frameSamples(neighbour);
    int toc = neighbour & ~CODE_MASK;
    if (samples % frameSamples != 0) {
      toc = (SHORTEST_FULL_BAND << 3) | (neighbour & STEREO_FLAG);
      frameSamples = STEP_SAMPLES;
    }
    int frames = samples / frameSamples;
    return frames == 1
        ? new byte[] {(byte) toc}
        : new byte[] {(byte) (toc | COUNTED_FRAMES), (byte) frames};
  }

  private static int frameSamples(byte toc) {
    int configuration = (toc & 0xFF) >> 3;
    if (configuration < FIRST_HYBRID) {
      return SILK_SAMPLES[configuration & 3];
    }
    if (configuration < FIRST_CELT) {
      return SILK_SAMPLES[configuration & 1];
    }
    return STEP_SAMPLES << (configuration & 3);
  }
}
