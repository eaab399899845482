package org.ecall.cli.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.ecall.engine.header.FrameHeader;

/** What a hostile forwarder does with a sealed frame that it has seen. */
public enum Attack {
  /** Changes one bit of header, ciphertext or tag. */
  FLIP_BIT {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      byte[] forged = frame.clone();
      int bit = random.nextInt(forged.length * Byte.SIZE);
      forged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      return forged;
    }
  },
  /** Sends it again. */
  REPLAY {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      return frame;
    }
  },
  /** Sends it back to where it came from. */
  REFLECT {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      return frame;
    }
  },
  /** Puts the KID of another stream, direction or epoch into its header. */
  SWAP_KID {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      FrameHeader header = FrameHeader.parse(frame).orElseThrow();
      long otherKid = header.kid() ^ random.nextLong(1, 64);
      return replaceHeader(frame, header, new FrameHeader(otherKid, header.ctr()));
    }
  },
  /** Moves its counter far ahead, as if to push the replay window away. */
  FAR_COUNTER {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      FrameHeader header = FrameHeader.parse(frame).orElseThrow();
      long farCtr = header.ctr() + random.nextLong(1L << 20, 1L << 40);
      return replaceHeader(frame, header, new FrameHeader(header.kid(), farCtr));
    }
  },
  /** Keeps its header and invents all else, as somebody who has no key would. */
  FORGE {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      byte[] header = FrameHeader.parse(frame).orElseThrow().encode();
      return random(header, frame.length - header.length, random);
    }
  },
  /** Sends it under the sequence and time of another frame. */
  MISLABEL {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      return frame;
    }
  },
  /** Cuts it short. */
  TRUNCATE {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      return Arrays.copyOf(frame, random.nextInt(frame.length));
    }
  },
  /** Sends bytes without any meaning. */
  GARBAGE {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      return random(new byte[0], random.nextInt(0, 200), random);
    }
  },
  /** Garbage under KIDs that nobody has, many at a time. */
  FLOOD_UNKNOWN_KIDS {
    @Override
    byte[] forge(byte[] frame, RandomGenerator random) {
      byte[] header = new FrameHeader(random.nextLong(), random.nextLong()).encode();
      return random(header, random.nextInt(16, 200), random);
    }

    @Override
    int times() {
      return 20;
    }
  };

  /** What is sent instead of or beside the frame. */
  abstract byte[] forge(byte[] frame, RandomGenerator random);

  /** How many are sent at once. */
  int times() {
    return 1;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static byte[] random(byte[] header, int bodyBytes, RandomGenerator random) {
    byte[] forged = new byte[header.length + bodyBytes];
    random.nextBytes(forged);
    System.arraycopy(header, 0, forged, 0, header.length);
    return forged;
  }

  private static byte[] replaceHeader(byte[] frame, FrameHeader old, FrameHeader replacement) {
    int oldBytes = old.encode().length;
    byte[] header = replacement.encode();
    byte[] forged = Arrays.copyOf(header, header.length + frame.length - oldBytes);
    System.arraycopy(frame, oldBytes, forged, header.length, frame.length - oldBytes);
    return forged;
  }
}
