package org.ecall.cli.adversary;

import org.ecall.engine.header.FrameHeader;

/** What the algebra of GHASH lets an attacker compute. */
final class GcmForgery {

  private static final int BLOCK_BYTES = 16;

  private GcmForgery() {}

  /**
   * The plaintext of a frame whose nonce and key sealed another one, too, of which the attacker
   * knows the plaintext.
   */
  static byte[] secondPlaintext(byte[] known, byte[] firstFrame, byte[] secondFrame) {
    byte[] keyStream = Bytes.xor(Bytes.ciphertextOf(firstFrame), known);
    return Bytes.xor(Bytes.ciphertextOf(secondFrame), keyStream);
  }

  /**
   * The frame that seals a payload under the nonce of two frames that share header, nonce and key,
   * have one block each and of the first of which the plaintext is known. Their tags differ by what
   * their ciphertexts differ by, times the square of the hash key.
   */
  static byte[] forge(byte[] known, byte[] firstFrame, byte[] secondFrame, byte[] payload) {
    byte[] first = Bytes.ciphertextOf(firstFrame);
    byte[] header = Bytes.headerOf(firstFrame).encode();
    Gf128 tags = Bytes.tagOf(firstFrame).plus(Bytes.tagOf(secondFrame));
    Gf128 ciphertexts = Gf128.of(first).plus(Gf128.of(Bytes.ciphertextOf(secondFrame)));
    Gf128 hashKey = tags.times(ciphertexts.inverse()).squareRoot();
    Gf128 mask = Bytes.tagOf(firstFrame).plus(Gf128.hash(hashKey, header, first));
    byte[] ciphertext = Bytes.xor(Bytes.xor(first, known), payload);
    byte[] tag = mask.plus(Gf128.hash(hashKey, header, ciphertext)).toBytes();
    return Bytes.join(header, Bytes.join(ciphertext, tag));
  }

  /**
   * A frame that is authentic under two keys: its first block is what the first key makes of a
   * payload, its second one solves the linear equation that the tags under both keys are equal.
   */
  static byte[] frameOfTwoKeys(GcmKey first, GcmKey second, FrameHeader header, byte[] payload) {
    byte[] aad = header.encode();
    byte[] start = first.applyKeyStream(header.ctr(), payload);
    byte[] unsolved = Bytes.join(start, new byte[BLOCK_BYTES]);
    Gf128 difference =
        tag(first, header.ctr(), aad, unsolved).plus(tag(second, header.ctr(), aad, unsolved));
    // The block stands before that of the lengths, so the square of the hash key goes with it.
    Gf128 factor = first.hashKey().power(2).plus(second.hashKey().power(2));
    byte[] solution = difference.times(factor.inverse()).toBytes();
    byte[] ciphertext = Bytes.join(start, solution);
    byte[] tag = tag(first, header.ctr(), aad, ciphertext).toBytes();
    return Bytes.join(aad, Bytes.join(ciphertext, tag));
  }

  private static Gf128 tag(GcmKey key, long ctr, byte[] aad, byte[] ciphertext) {
    return Gf128.hash(key.hashKey(), aad, ciphertext).plus(key.tagMask(ctr));
  }
}
