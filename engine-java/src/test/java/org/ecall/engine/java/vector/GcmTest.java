package org.ecall.engine.java.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the blocks that are prepared end, and those that follow them: beside the JDK's cipher. */
class GcmTest {

  private static final int PREPARED = (Workspace.BLOCKS - 2) * Ghash.BLOCK_BYTES;
  private static final int MORE = Workspace.BLOCKS * Ghash.BLOCK_BYTES;

  @ParameterizedTest
  @ValueSource(ints = {-17, -16, -1, 0, 1, 16, MORE - 1, MORE, MORE + 1})
  void longMessages(int bytesMoreThanPrepared) throws GeneralSecurityException {
    int length = PREPARED + bytesMoreThanPrepared;
    Random random = new Random(length);
    byte[] keyBytes = new byte[32];
    byte[] nonce = new byte[12];
    byte[] aad = new byte[20];
    byte[] plain = new byte[length];
    for (byte[] bytes : new byte[][] {keyBytes, nonce, aad, plain}) {
      random.nextBytes(bytes);
    }
    int nonceHigh = ByteBuffer.wrap(nonce).getInt();
    long nonceLow = ByteBuffer.wrap(nonce).getLong(Integer.BYTES);
    byte[] sealed = new byte[length + 16];
    byte[] opened = new byte[length];
    try (VectorKey key = new VectorKey(MemorySegment.ofArray(keyBytes))) {
      key.seal(nonceHigh, nonceLow, aad, 0, aad.length, plain, 0, length, sealed, 0);
      assertThat(Arrays.equals(sealed, reference(keyBytes, nonce, aad, plain))).isTrue();
      assertThat(key.open(nonceHigh, nonceLow, aad, 0, aad.length, sealed, 0, length, opened, 0))
          .isTrue();
      assertThat(Arrays.equals(opened, plain)).isTrue();
    }
  }

  private static byte[] reference(byte[] key, byte[] nonce, byte[] aad, byte[] plain)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(aad);
    return cipher.doFinal(plain);
  }
}
