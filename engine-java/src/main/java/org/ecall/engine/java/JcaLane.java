package org.ecall.engine.java;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Provider;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.ecall.engine.spi.AeadKey;

/**
 * A {@link Cipher} of a JCA provider. JCA has no way to set a nonce but {@link Cipher#init}, which
 * takes the key again and a parameter object with a copy of the nonce. What providers do in there
 * is theirs: SunJCE and ACCP compare the key with the last one and keep the expanded one, SunJCE
 * builds its GCM engine with the hash key anew, Conscrypt expands the key inside each native call.
 */
final class JcaLane implements CipherLane {

  static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private static final int TAG_BITS = AeadKey.TAG_SIZE_BYTES * Byte.SIZE;

  private final String backend;
  private final Provider provider;
  private final WipeableKey key;
  private final byte[] nonce = new byte[Nonce.SIZE_BYTES];
  private Cipher cipher;

  JcaLane(String backend, Provider provider, WipeableKey key) {
    this.backend = backend;
    this.provider = provider;
    this.key = key;
    try {
      cipher = newCipher();
    } catch (GeneralSecurityException | RuntimeException e) {
      throw failure("make a cipher", e);
    }
  }

  private Cipher newCipher() throws GeneralSecurityException {
    return Cipher.getInstance(TRANSFORMATION, provider);
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
      initToSeal(parameters(nonceHigh, nonceLow));
      addAad(aad, aadOffset, aadLength);
      cipher.doFinal(in, inOffset, length, out, outOffset);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw failure("seal", e);
    }
  }

  /**
   * Providers refuse to seal with the nonce that the same cipher object sealed with last. Nonces
   * are the engine's business, not the primitive's, and known-answer tests do repeat them; which
   * calls would be refused depended on which thread got which lane. So that case takes a new cipher
   * object.
   */
  private void initToSeal(GCMParameterSpec parameters) throws GeneralSecurityException {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
    } catch (InvalidAlgorithmParameterException e) {
      wipe();
      cipher = newCipher();
      cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
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
      cipher.init(Cipher.DECRYPT_MODE, key, parameters(nonceHigh, nonceLow));
      addAad(aad, aadOffset, aadLength);
      cipher.doFinal(in, inOffset, length + AeadKey.TAG_SIZE_BYTES, out, outOffset);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException | RuntimeException e) {
      throw failure("open", e);
    }
  }

  private GCMParameterSpec parameters(int nonceHigh, long nonceLow) {
    Nonce.write(nonce, nonceHigh, nonceLow);
    return new GCMParameterSpec(TAG_BITS, nonce);
  }

  private void addAad(byte[] aad, int offset, int length) {
    if (length != 0) {
      cipher.updateAAD(aad, offset, length);
    }
  }

  /** Sealing, because SunJCE overwrites its copy of the last key only when it is to seal. */
  @Override
  public void wipe() {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, WipeableKey.zeros(key.sizeBytes()), parameters(0, 0));
    } catch (GeneralSecurityException | RuntimeException e) {
      // The provider refuses: there is no other way to reach its copy, and the cipher object is
      // dropped with the lane.
    }
  }

  /** The messages of providers speak of sizes and states; ours names no bytes either. */
  private IllegalStateException failure(String operation, Exception cause) {
    return new IllegalStateException(
        "backend '" + backend + "' could not " + operation + ": " + cause, cause);
  }
}
