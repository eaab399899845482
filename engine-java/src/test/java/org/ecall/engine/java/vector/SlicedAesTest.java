package org.ecall.engine.java.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlicedAesTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final int BLOCK_BYTES = SlicedState.BLOCK_INTS * Integer.BYTES;

  /** FIPS 197, appendices C.1 and C.3. */
  @ParameterizedTest
  @CsvSource({
    "000102030405060708090a0b0c0d0e0f, 69c4e0d86a7b0430d8cdb78070b4c55a",
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f,"
        + " 8ea2b7ca516745bfeafc49904b496089"
  })
  void publishedBlocks(String key, String ciphertext) {
    byte[] plain = HEX.parseHex("00112233445566778899aabbccddeeff".repeat(SlicedState.BLOCKS));
    byte[] encrypted = encrypt(HEX.parseHex(key), plain);
    assertThat(HEX.formatHex(encrypted)).isEqualTo(ciphertext.repeat(SlicedState.BLOCKS));
  }

  /** Every block of every state has its own bytes. */
  @ParameterizedTest
  @ValueSource(ints = {16, 32})
  void blocksDoNotMeet(int keyBytes) throws GeneralSecurityException {
    Random random = new Random(keyBytes);
    byte[] key = new byte[keyBytes];
    byte[] plain = new byte[3 * SlicedState.BLOCKS * BLOCK_BYTES];
    random.nextBytes(key);
    random.nextBytes(plain);
    assertThat(encrypt(key, plain)).isEqualTo(reference(key, plain));
  }

  /** Runs of counters, whose first round is made by another way, from every kind of counter. */
  @ParameterizedTest
  @ValueSource(ints = {0, 0x100, 0xFF00, 0x01020300, 0xFFFFFF00})
  void runsOfCounters(int counter) throws GeneralSecurityException {
    byte[] key = new byte[32];
    new Random(counter).nextBytes(key);
    Workspace space = new Workspace();
    ByteBuffer plain = ByteBuffer.allocate(Workspace.BLOCKS * BLOCK_BYTES);
    for (int i = 0; i < Workspace.BLOCKS; i++) {
      plain.putInt(0x80818283).putLong(0x8485868788898A8BL).putInt(counter + i);
    }
    space.encryptRun(
        ExpandedKey.of(key), Workspace.BLOCKS, 0x80818283, 0x8485868788898A8BL, counter);
    int[] blocks = Arrays.copyOf(space.blocks, Workspace.BLOCKS * SlicedState.BLOCK_INTS);
    assertThat(bytes(blocks)).isEqualTo(reference(key, plain.array()));
  }

  /** Compiled kernels are others than interpreted ones. */
  @Test
  void compiled() throws GeneralSecurityException {
    byte[] key = new byte[32];
    RoundKeys keys = new RoundKeys(key);
    byte[] zeros = new byte[2 * SlicedState.BLOCKS * BLOCK_BYTES];
    byte[] once = reference(key, zeros);
    byte[] twice = reference(key, once);
    int[] blocks = new int[2 * SlicedState.INTS];
    for (int i = 0; i < 20_000; i++) {
      Arrays.fill(blocks, 0);
      SlicedAes.encrypt(keys, blocks, 2);
      moveOddRows(blocks);
      SlicedAes.encrypt(keys, blocks, 2);
      if (i % 1_000 == 0) {
        assertThat(bytes(blocks)).isEqualTo(twice);
      }
    }
    assertThat(bytes(blocks)).isEqualTo(twice);
  }

  @Test
  void transposingTwiceChangesNothing() {
    int[] state = new Random(1).ints(SlicedState.INTS).toArray();
    int[] copy = state.clone();
    SlicedState.transpose(state, SlicedState.INTS, new int[SlicedState.INTS], 0);
    assertThat(state).isNotEqualTo(copy);
    SlicedState.transpose(state, SlicedState.INTS, new int[SlicedState.INTS], 0);
    assertThat(state).isEqualTo(copy);
  }

  private static byte[] encrypt(byte[] key, byte[] plain) {
    int[] blocks = new int[plain.length / Integer.BYTES];
    ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(blocks);
    moveOddRows(blocks);
    SlicedAes.encrypt(new RoundKeys(key), blocks, blocks.length / SlicedState.INTS);
    return bytes(blocks);
  }

  /** As it expects them: two columns on. */
  private static void moveOddRows(int[] blocks) {
    int odd = 0xFF00FF00;
    for (int at = 0; at < blocks.length; at += SlicedState.COLUMNS) {
      for (int i = at; i < at + 2; i++) {
        int difference = (blocks[i] ^ blocks[i + 2]) & odd;
        blocks[i] ^= difference;
        blocks[i + 2] ^= difference;
      }
    }
  }

  private static byte[] bytes(int[] blocks) {
    ByteBuffer bytes = ByteBuffer.allocate(blocks.length * Integer.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(blocks);
    return bytes.array();
  }

  private static byte[] reference(byte[] key, byte[] plain) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    return cipher.doFinal(plain);
  }
}
