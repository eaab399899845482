package org.ecall.cli.media;

import java.io.IOException;

/**
 * Writes a stream's container in the order of its frames. Does not own what it writes to. A frame
 * that was lost is replaced by one that asks the decoder to bridge it, so that the file has as many
 * frames as were sent, at their times.
 */
sealed interface MediaWriter permits IvfWriter, OggOpusWriter {

  /** Writes a frame with the times it had. */
  void write(long tick, int durationTicks, byte[] payload) throws IOException;

  /** Notes that the next frame was lost; what stands for it is written when its times are known. */
  void lost();

  /** Writes what is outstanding; at least one frame was written before. */
  void finish() throws IOException;
}
