package org.ecall.engine.select;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.jspecify.annotations.Nullable;

/**
 * Known-answer test that a backend passes before its first use: test cases 4 and 16 of the GCM
 * specification (AES-128 and AES-256, with additional data and a broken last block), sealed,
 * opened, and refused when changed.
 */
final class BackendSelfTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final int MARGIN_BYTES = 32;
  private static final int NONCE_HIGH = 0xcafebabe;
  private static final long NONCE_LOW = 0xfacedbaddecaf888L;
  private static final byte[] AAD = HEX.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  private static final byte[] PLAINTEXT =
      HEX.parseHex(
          "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  private static final byte[] KEY_256 =
      HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  private static final byte[] SEALED_256 =
      HEX.parseHex(
          "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
              + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
              + "76fc6ece0f4e1768cddf8853bb2d551b");
  private static final byte[] KEY_128 = Arrays.copyOf(KEY_256, 16);
  private static final byte[] SEALED_128 =
      HEX.parseHex(
          "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
              + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
              + "5bc94fbc3221a5db94fae95ae7121a47");

  private BackendSelfTest() {}

  /** Runs the test; the answer is null if it passed, else what went wrong. */
  static @Nullable String run(AeadBackend backend) {
    try (Arena arena = Arena.ofConfined()) {
      String failure = check(backend, arena, KEY_128, SEALED_128);
      return failure != null ? failure : check(backend, arena, KEY_256, SEALED_256);
    } catch (RuntimeException | LinkageError e) {
      return "self-test ended with " + e;
    }
  }

  private static @Nullable String check(
      AeadBackend backend, Arena arena, byte[] keyBytes, byte[] expected) {
    MemorySegment keySegment = arena.allocateFrom(ValueLayout.JAVA_BYTE, keyBytes);
    int bits = keyBytes.length * Byte.SIZE;
    int size = PLAINTEXT.length;
    try (AeadKey key = backend.expandKey(keySegment)) {
      byte[] sealed = new byte[size + AeadKey.TAG_SIZE_BYTES];
      key.seal(NONCE_HIGH, NONCE_LOW, AAD, 0, AAD.length, PLAINTEXT, 0, size, sealed, 0);
      if (!Arrays.equals(sealed, expected)) {
        return "AES-" + bits + "-GCM known answer: wrong ciphertext or tag";
      }
      byte[] opened = new byte[size];
      if (!key.open(NONCE_HIGH, NONCE_LOW, AAD, 0, AAD.length, sealed, 0, size, opened, 0)
          || !Arrays.equals(opened, PLAINTEXT)) {
        return "AES-" + bits + "-GCM known answer: does not open";
      }
      sealed[sealed.length - 1] ^= 1;
      byte[] refused = new byte[size + 2 * MARGIN_BYTES];
      Arrays.fill(refused, (byte) 1);
      byte[] expectedOutput = refused.clone();
      Arrays.fill(expectedOutput, MARGIN_BYTES, MARGIN_BYTES + size, (byte) 0);
      if (key.open(
          NONCE_HIGH, NONCE_LOW, AAD, 0, AAD.length, sealed, 0, size, refused, MARGIN_BYTES)) {
        return "AES-" + bits + "-GCM known answer: a changed tag is let through";
      }
      // Some libraries leave plaintext behind, others clear what lies beside their output.
      return Arrays.equals(refused, expectedOutput)
          ? null
          : "AES-" + bits + "-GCM known answer: refusing writes something else than zeros";
    }
  }
}
