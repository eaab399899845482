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
