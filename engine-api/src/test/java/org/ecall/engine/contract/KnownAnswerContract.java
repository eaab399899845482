package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published answers. The command line's {@code conform} runs the large published sets. */
interface KnownAnswerContract extends ContractSubject {

  @ParameterizedTest
  @EnumSource
  default void gcmSpecification(GcmTestCase test) {
    ByteBuffer nonce = ByteBuffer.wrap(test.nonce());
    int high = nonce.getInt();
    long low = nonce.getLong();
    byte[] aad = test.aad();
    byte[] plaintext = test.plaintext();
    int size = plaintext.length;
    try (AeadKey expanded = expand(test.key())) {
      byte[] sealed = new byte[size + AeadKey.TAG_SIZE_BYTES];
      expanded.seal(high, low, aad, 0, aad.length, plaintext, 0, size, sealed, 0);
      assertThat(sealed).isEqualTo(test.sealed());
      byte[] opened = new byte[size];
      assertThat(expanded.open(high, low, aad, 0, aad.length, sealed, 0, size, opened, 0)).isTrue();
      assertThat(opened).isEqualTo(plaintext);
    }
  }

  /** Both registers of the nonce are big-endian and whole, whatever their signs. */
  @ParameterizedTest(name = "AES key of {0} bytes")
  @ValueSource(ints = {16, 32})
  default void everyByteOfTheNonceHasItsPlace(int keySize) {
    try (AeadKey expanded = expand(Message.key(keySize))) {
      for (int place = 0; place < 12; place++) {
        for (int value : new int[] {0x01, 0x7f, 0x80, 0xff}) {
          byte[] nonce = new byte[12];
          nonce[place] = (byte) value;
          checkNonce(expanded, keySize, nonce);
          Arrays.fill(nonce, (byte) 0xff);
          nonce[place] = (byte) (value ^ 0xff);
          checkNonce(expanded, keySize, nonce);
        }
      }
    }
  }

  private static void checkNonce(AeadKey expanded, int keySize, byte[] nonce) {
    Message message = Message.withNonce(nonce, keySize, 33);
    assertThat(message.sealWith(expanded)).isEqualTo(message.sealed);
    assertThat(message.opensWith(expanded)).isTrue();
  }
}
