package org.ecall.cli.soak;

import org.ecall.cli.network.Side;
import org.ecall.engine.key.MediaStream;

/** The streams of a room by number: the four of each side, the caller's first. */
final class Streams {

  /** Of a room that is full. */
  static final int COUNT = 8;

  private static final MediaStream[] KINDS = MediaStream.values();

  private Streams() {}

  static boolean exists(int stream) {
    return stream >= 0 && stream < COUNT;
  }

  static Side sender(int stream) {
    return stream < KINDS.length ? Side.CALLER : Side.CALLEE;
  }

  static MediaStream kind(int stream) {
    return KINDS[stream % KINDS.length];
  }

  static boolean isVideo(int stream) {
    return switch (kind(stream)) {
      case VIDEO, SCREEN -> true;
      case AUDIO, DATA -> false;
    };
  }
}
