package org.ecall.engine.java;

import java.util.Arrays;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.ecall.engine.spi.AeadKey;

/**
 * A GCM cipher of Bouncy Castle. It is given the key once; parameters without a key then keep the
 * expanded key and the tables of the hash key, and set the nonce. Its working arrays it makes anew
 * for each message, and a small one for each block.
 */
final class BouncyCastleLane implements CipherLane {

  private final GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
  private final int keySizeBytes;
  private final byte[] nonce = new byte[Nonce.SIZE_BYTES];

  /** The nonce of the last initialisation, which is at zero from {@link #setKey}. */
  private int lastHigh;

  private long lastLow;

  BouncyCastleLane(WipeableKey key) {
    keySizeBytes = key.sizeBytes();
    setKey(key.getEncoded());
  }

  /**
   * Only the JCA provider knows it: the jar's manifest is lost where jars are merged, and its
   * module descriptor has none. The provider is asked, not used.
   */
  static String libraryVersion() {
    return new BouncyCastleProvider().getVersionStr();
  }

  /** Expands a key. The cipher keeps the array of the parameter, so that it can be wiped here. */
  private void setKey(byte[] keyBytes) {
    KeyParameter parameter = new KeyParameter(keyBytes);
    Arrays.fill(nonce, (byte) 0);
    cipher.init(false, new ParametersWithIV(parameter, nonce));
    Arrays.fill(parameter.getKey(), (byte) 0);
    Arrays.fill(keyBytes, (byte) 0);
  }

  @Override
  public void seal(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    try {
      if (nonceHigh == lastHigh && nonceLow == lastLow) {
        // The cipher refuses to seal with the nonce that it had last, be it for opening. Nonces are
        // the engine's business, not the primitive's: see JcaLane.
        init(false, nonceHigh, ~nonceLow);
      }
      init(true, nonceHigh, nonceLow);
      cipher.processAADBytes(aad, aadOffset, aadLength);
      int written = cipher.processBytes(in, inOffset, length, out, outOffset);
      cipher.doFinal(out, outOffset + written);
    } catch (InvalidCipherTextException | RuntimeException e) {
      throw failure("seal", e);
    }
  }

  @Override
  public boolean open(
      int nonceHigh,
      long nonceLow,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] in,
      int inOffset,
      int length,
      byte[] out,
      int outOffset) {
    try {
      init(false, nonceHigh, nonceLow);
      cipher.processAADBytes(aad, aadOffset, aadLength);
      int sealedLength = length + AeadKey.TAG_SIZE_BYTES;
      int written = cipher.processBytes(in, inOffset, sealedLength, out, outOffset);
      cipher.doFinal(out, outOffset + written);
      return true;
    } catch (InvalidCipherTextException e) {
      return false;
    } catch (RuntimeException e) {
      throw failure("open", e);
    }
  }

  private void init(boolean sealing, int nonceHigh, long nonceLow) {
    Nonce.write(nonce, nonceHigh, nonceLow);
    lastHigh = nonceHigh;
    lastLow = nonceLow;
    CipherParameters sameKey = null;
    cipher.init(sealing, new ParametersWithIV(sameKey, nonce));
  }

  @Override
  public void wipe() {
    setKey(new byte[keySizeBytes]);
  }

  private static IllegalStateException failure(String operation, Exception cause) {
    return new IllegalStateException(
        "backend 'bouncycastle' could not " + operation + ": " + cause, cause);
  }
}
