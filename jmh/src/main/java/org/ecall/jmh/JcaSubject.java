package org.ecall.jmh;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A JCA provider: one cipher object for each direction and one key object, both kept. */
final class JcaSubject implements Subject {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final SecretKeySpec key;
  private final Cipher sealing;
  private final Cipher opening;
  private final byte[] nonceBytes = new byte[12];

  JcaSubject(Provider provider, byte[] keyBytes) {
    key = new SecretKeySpec(keyBytes, "AES");
    try {
      sealing = Cipher.getInstance("AES/GCM/NoPadding", provider);
      opening = Cipher.getInstance("AES/GCM/NoPadding", provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider.getName() + " has no AES-GCM here", e);
    }
  }

  private GCMParameterSpec parameters(long nonce) {
    LONG.set(nonceBytes, 4, nonce);
    return new GCMParameterSpec(8 * TAG_BYTES, nonceBytes);
  }

  @Override
  public void seal(long nonce, byte[] aad, byte[] in, int length, byte[] out) {
    try {
      sealing.init(Cipher.ENCRYPT_MODE, key, parameters(nonce));
      sealing.updateAAD(aad);
      sealing.doFinal(in, 0, length, out, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean open(long nonce, byte[] aad, byte[] in, int length, byte[] out) {
    try {
      opening.init(Cipher.DECRYPT_MODE, key, parameters(nonce));
      opening.updateAAD(aad);
      opening.doFinal(in, 0, length + TAG_BYTES, out, 0);
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void seal(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out) {
    try {
      sealing.init(Cipher.ENCRYPT_MODE, key, parameters(nonce));
      sealing.updateAAD(aad.buffer().clear());
      sealing.doFinal(in.upTo(length), out.buffer().clear());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean open(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out) {
    try {
      opening.init(Cipher.DECRYPT_MODE, key, parameters(nonce));
      opening.updateAAD(aad.buffer().clear());
      opening.doFinal(in.upTo(length + TAG_BYTES), out.buffer().clear());
      return true;
    } catch (AEADBadTagException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {}
}
