package org.ecall.cli.media;

/** What a sink must know of a stream, apart from its frames, to write it as it was. */
public sealed interface MediaFormat permits VideoFormat, AudioFormat {

  /** Returns the codec's usual name, for people to read. */
  String codec();

  /** Returns the usual ending of a file's name, with its dot. */
  String fileExtension();

  /**
   * Converts a span of time from the container's units.
   *
   * @param ticks 0 or more for video; audio may be trimmed to less
   * @return the span in microseconds, rounded down
   * @throws ArithmeticException if it does not fit: some 292,000 years
   */
  long ticksToMicros(long ticks);
}
