package org.ecall.engine.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WipeableKeyTest {

  private static final byte[] BYTES = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final WipeableKey key = WipeableKey.copyOf(MemorySegment.ofArray(BYTES));

  @Test
  void handsOutCopies() {
    byte[] copy = key.getEncoded();
    assertThat(copy).isEqualTo(BYTES);
    copy[0] ^= 1;
    assertThat(key.getEncoded()).isEqualTo(BYTES);
    assertThat(key.getAlgorithm()).isEqualTo("AES");
    assertThat(key.getFormat()).isEqualTo("RAW");
  }

  @Test
  void isGoneOnceDestroyed() {
    key.destroy();
    key.destroy();
    assertThat(key.isDestroyed()).isTrue();
    assertThatIllegalStateException().isThrownBy(key::getEncoded);
  }

  @Test
  void neitherPrintsNorSerialises() throws IOException {
    assertThat(key.toString()).isEqualTo("AES key of 16 bytes");
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(() -> out.writeObject(key));
    }
  }

  @Test
  void aes192IsNotOffered() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WipeableKey.copyOf(MemorySegment.ofArray(new byte[24])))
        .withMessageContaining("not 24");
  }
}
