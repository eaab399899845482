package org.ecall.engine.contract;

import static org.ecall.engine.contract.TestBytes.hex;

/**
 * The test cases with 96-bit nonces of McGrew and Viega, "The Galois/Counter Mode of Operation",
 * appendix B, for AES-128 and AES-256.
 */
enum GcmTestCase {
  CASE_1(Hex.ZERO_KEY, Hex.ZERO_NONCE, "", "", "58e2fccefa7e3061367f1d57a4e7455a"),
  CASE_2(
      Hex.ZERO_KEY,
      Hex.ZERO_NONCE,
      "",
      Hex.ZERO_BLOCK,
      "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"),
  CASE_3(
      Hex.KEY,
      Hex.NONCE,
      "",
      Hex.PLAINTEXT_60 + "1aafd255",
      "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
          + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985"
          + "4d5c2af327cd64a62cf35abd2ba6fab4"),
  CASE_4(
      Hex.KEY,
      Hex.NONCE,
      "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      Hex.PLAINTEXT_60,
      "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
          + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
          + "5bc94fbc3221a5db94fae95ae7121a47"),
  CASE_13(Hex.ZERO_KEY + Hex.ZERO_KEY, Hex.ZERO_NONCE, "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
  CASE_14(
      Hex.ZERO_KEY + Hex.ZERO_KEY,
      Hex.ZERO_NONCE,
      "",
      Hex.ZERO_BLOCK,
      "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"),
  CASE_15(
      Hex.KEY + Hex.KEY,
      Hex.NONCE,
      "",
      Hex.PLAINTEXT_60 + "1aafd255",
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
          + "b094dac5d93471bdec1a502270e3cc6c"),
  CASE_16(
      Hex.KEY + Hex.KEY,
      Hex.NONCE,
      "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      Hex.PLAINTEXT_60,
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
          + "76fc6ece0f4e1768cddf8853bb2d551b");

  private final String key;
  private final String nonce;
  private final String aad;
  private final String plaintext;
  private final String sealed;

  GcmTestCase(String key, String nonce, String aad, String plaintext, String sealed) {
    this.key = key;
    this.nonce = nonce;
    this.aad = aad;
    this.plaintext = plaintext;
    this.sealed = sealed;
  }

  byte[] key() {
    return hex(key);
  }

  byte[] nonce() {
    return hex(nonce);
  }

  byte[] aad() {
    return hex(aad);
  }

  byte[] plaintext() {
    return hex(plaintext);
  }

  byte[] sealed() {
    return hex(sealed);
  }

  /** What several cases share; a class of its own, as constants of an enum come too late. */
  private static final class Hex {
    static final String ZERO_KEY = "00000000000000000000000000000000";
    static final String ZERO_BLOCK = ZERO_KEY;
    static final String ZERO_NONCE = "000000000000000000000000";
    static final String KEY = "feffe9928665731c6d6a8f9467308308";
    static final String NONCE = "cafebabefacedbaddecaf888";
    static final String PLAINTEXT_60 =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39";
  }
}
