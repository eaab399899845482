package org.ecall.jmh;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** Bouncy Castle's lightweight interface: the key is set once, then only the nonce. */
final class BouncyCastleSubject implements Subject {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** No message has it: the key is set together with some nonce. */
  private static final long UNUSED_NONCE = Long.MIN_VALUE;

  private final GCMModeCipher sealing = GCMBlockCipher.newInstance(AESEngine.newInstance());
  private final GCMModeCipher opening = GCMBlockCipher.newInstance(AESEngine.newInstance());
  private final byte[] nonceBytes = new byte[12];

  /** It works on arrays only, so what lies elsewhere is copied. */
  private byte[] aadCopy = {};

  private byte[] inCopy = {};
  private byte[] outCopy = {};

  BouncyCastleSubject(byte[] keyBytes) {
    KeyParameter key = new KeyParameter(keyBytes);
    sealing.init(true, parameters(key, UNUSED_NONCE));
    opening.init(false, parameters(key, UNUSED_NONCE));
  }

  private AEADParameters parameters(@Nullable KeyParameter key, long nonce) {
    LONG.set(nonceBytes, 4, nonce);
    return new AEADParameters(key, 8 * TAG_BYTES, nonceBytes);
  }

  @Override
  public void seal(long nonce, byte[] aad, byte[] in, int length, byte[] out) {
    sealing.init(true, parameters(null, nonce));
    if (!run(sealing, aad, in, length, out)) {
      throw new IllegalStateException("not sealed");
    }
  }

  @Override
  public boolean open(long nonce, byte[] aad, byte[] in, int length, byte[] out) {
    opening.init(false, parameters(null, nonce));
    return run(opening, aad, in, length + TAG_BYTES, out);
  }

  @Override
  public void seal(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out) {
    copy(aad, in, length, length + TAG_BYTES);
    seal(nonce, aadCopy, inCopy, length, outCopy);
    out.buffer().put(0, outCopy, 0, length + TAG_BYTES);
  }

  @Override
  public boolean open(long nonce, DirectMemory aad, DirectMemory in, int length, DirectMemory out) {
    copy(aad, in, length + TAG_BYTES, length);
    boolean opened = open(nonce, aadCopy, inCopy, length, outCopy);
    out.buffer().put(0, outCopy, 0, length);
    return opened;
  }

  private void copy(DirectMemory aad, DirectMemory in, int inBytes, int outBytes) {
    if (aadCopy.length != aad.buffer().capacity()) {
      aadCopy = new byte[aad.buffer().capacity()];
    }
    if (inCopy.length < inBytes || outCopy.length < outBytes) {
      inCopy = new byte[inBytes];
      outCopy = new byte[outBytes];
    }
    aad.buffer().get(0, aadCopy);
    in.buffer().get(0, inCopy, 0, inBytes);
  }

  private static boolean run(GCMModeCipher cipher, byte[] aad, byte[] in, int length, byte[] out) {
    cipher.processAADBytes(aad, 0, aad.length);
    int done = cipher.processBytes(in, 0, length, out, 0);
    try {
      cipher.doFinal(out, done);
      return true;
    } catch (InvalidCipherTextException e) {
      return false;
    }
  }

  @Override
  public void close() {}
}
