package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every size of plaintext and of additional data. */
interface SizeContract extends ContractSubject {

  @ParameterizedTest(name = "AES key of {0} bytes")
  @ValueSource(ints = {16, 32})
  default void everySizeUpTo1100(int keySize) {
    try (AeadKey key = expand(Message.key(keySize))) {
      for (int size = 0; size <= 1100; size++) {
        check(key, Message.of(size, keySize, 16, size), true);
      }
    }
  }

  /** One byte less, the boundary, one byte more, at every boundary of a block. */
  @Test
  default void aroundEveryBlockBoundaryUpTo64KiB() {
    try (AeadKey key = expand(Message.key(32))) {
      for (int boundary = 16; boundary <= 1 << 16; boundary += 16) {
        boolean opens = boundary % 256 == 0;
        for (int size = boundary - 1; size <= boundary + 1; size++) {
          check(key, Message.of(size, 32, 13, size), opens);
        }
      }
    }
  }

  @ParameterizedTest(name = "AES key of {0} bytes")
  @ValueSource(ints = {16, 32})
  default void aroundPowersOfTwo(int keySize) {
    try (AeadKey key = expand(Message.key(keySize))) {
      for (int power = 1 << 4; power <= 1 << 16; power <<= 1) {
        for (int size = power - 17; size <= power + 17; size++) {
          if (size >= 0) {
            check(key, Message.of(-size, keySize, 0, size), true);
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "AES key of {0} bytes")
  @ValueSource(ints = {16, 32})
  default void everySizeOfAdditionalData(int keySize) {
    try (AeadKey key = expand(Message.key(keySize))) {
      for (int aadSize = 0; aadSize <= 300; aadSize++) {
        check(key, Message.of(aadSize, keySize, aadSize, 0), true);
        check(key, Message.of(aadSize, keySize, aadSize, 45), true);
      }
      for (int power = 1 << 9; power <= 1 << 16; power <<= 1) {
        for (int aadSize = power - 1; aadSize <= power + 1; aadSize++) {
          check(key, Message.of(aadSize, keySize, aadSize, 160), true);
        }
      }
    }
  }

  private static void check(AeadKey key, Message message, boolean opens) {
    TestBytes.checkRange("sealing " + message, message.sealed, message.sealWith(key), 0);
    if (opens) {
      assertThat(message.opensWith(key)).as("opening %s", message).isTrue();
    }
  }
}
