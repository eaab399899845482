package org.ecall.cli.media;

/**
 * An Opus stream in Ogg, as its identification header states it (RFC 7845 §5.1, channel mapping
 * family 0). A tick is a sample at 48 kHz, whatever the input rate was.
 *
 * @param channels 1 or 2
 * @param preSkipSamples samples at 48 kHz that a player drops at the start, 0 to 65,535
 * @param inputRateHz the rate before encoding, for information; 0 if unknown
 * @param outputGain in 1/256 dB, −32,768 to 32,767
 */
public record AudioFormat(int channels, int preSkipSamples, long inputRateHz, int outputGain)
    implements MediaFormat {

  /** Ticks in a second. */
  public static final int TICKS_PER_SECOND = 48_000;

  /**
   * Creates a format.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public AudioFormat {
    boolean fits =
        (channels == 1 || channels == 2)
            && preSkipSamples >= 0
            && preSkipSamples <= 0xFFFF
            && inputRateHz >= 0
            && inputRateHz <= 0xFFFF_FFFFL
            && outputGain == (short) outputGain;
    if (!fits) {
      throw new IllegalArgumentException(
          "no Opus stream has %d channels, pre-skip %d, rate %d and gain %d"
              .formatted(channels, preSkipSamples, inputRateHz, outputGain));
    }
  }

  @Override
  public String codec() {
    return "Opus";
  }

  @Override
  public String fileExtension() {
    return ".opus";
  }

  @Override
  public long ticksToMicros(long ticks) {
    // 125/6 microseconds a sample.
    return Math.addExact(Math.multiplyExact(ticks / 6, 125L), ticks % 6 * 125 / 6);
  }
}
