package org.ecall.engine.hazmat;

import java.util.Arrays;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;

/**
 * Seals one frame with a counter that the caller picks. Two frames with the same base key, KID and
 * counter give their plaintexts away, and the key that protects all others: for interoperation
 * checks with keys that protect nothing.
 */
public final class ExplicitCounterSealer {

  private ExplicitCounterSealer() {}

  /**
   * Seals a frame as RFC 9605 §4.4.3 does, without the register, limits and counters that an engine
   * has.
   *
   * @param backend an admitted backend
   * @param suite of the frame
   * @param baseKey of the frame
   * @param header KID and counter
   * @param metadata authenticated, not part of the frame
   * @param plaintext payload
   * @return header, ciphertext and tag
   */
  public static byte[] seal(
      AeadBackend backend,
      CipherSuite suite,
      BaseKey baseKey,
      FrameHeader header,
      byte[] metadata,
      byte[] plaintext) {
    SecretAccess access = SecretAccess.leaksKeyBytes();
    byte[] encoded = header.encode();
    byte[] aad = Arrays.copyOf(encoded, encoded.length + metadata.length);
    System.arraycopy(metadata, 0, aad, encoded.length, metadata.length);
    byte[] frame =
        Arrays.copyOf(encoded, encoded.length + plaintext.length + AeadKey.TAG_SIZE_BYTES);
    try (FrameKeys keys = FrameKeys.derive(suite, header.kid(), baseKey);
        AeadKey key = backend.expandKey(keys.sframeKey().view(access))) {
      key.seal(
          keys.saltHigh(access),
          keys.saltLow(access) ^ header.ctr(),
          aad,
          0,
          aad.length,
          plaintext,
          0,
          plaintext.length,
          frame,
          encoded.length);
    }
    return frame;
  }
}
