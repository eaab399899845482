package org.ecall.engine.java.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside SP 800-38D, algorithms 1 and 2, bit by bit. */
class GhashTest {

  private static final int BLOCK_BYTES = Ghash.BLOCK_BYTES;
  private static final BigInteger REDUCTION = BigInteger.valueOf(0xE1).shiftLeft(120);

  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 15, 16, 17, 160, 479, 480, 481, 495, 496, 497, 511, 512, 513, 1999, 2016, 2017, 2048,
        5000
      })
  void anyNumberOfBlocks(int dataBytes) {
    Random random = new Random(dataBytes);
    long high = random.nextLong();
    long low = random.nextLong();
    byte[] aad = new byte[dataBytes % 40];
    byte[] data = new byte[dataBytes];
    random.nextBytes(aad);
    random.nextBytes(data);
    HashKey key = new HashKey(high, low);
    Ghash ghash = new Ghash();
    ghash.start(aad.length, data.length);
    ghash.add(key, aad, 0, aad.length);
    ghash.add(key, data, 0, data.length);
    ghash.finish(key, aad.length, data.length);

    BigInteger h = join(high, low);
    BigInteger y = hash(data, hash(aad, BigInteger.ZERO, h), h);
    y = multiply(y.xor(join(8L * aad.length, 8L * data.length)), h);
    assertThat(join(ghash.high(), ghash.low())).isEqualTo(y);
  }

  /** Every bit of a block, and every bit of the key. */
  @Test
  void everyPlace() {
    byte[] block = new byte[BLOCK_BYTES];
    Ghash ghash = new Ghash();
    for (int bit = 0; bit < 128; bit++) {
      BigInteger h = BigInteger.ONE.shiftLeft(bit);
      HashKey key = new HashKey(h.shiftRight(64).longValue(), h.longValue());
      for (int place = bit % 8; place < 128; place += 8) {
        Arrays.fill(block, (byte) 0);
        block[BLOCK_BYTES - 1 - place / 8] = (byte) (1 << place % 8);
        assertThat(hashOf(ghash, key, block)).isEqualTo(expected(block, h));
      }
    }
  }

  /** All bits that can meet at a place do: what holes have to take is as much as it can be. */
  @Test
  void fullHoles() {
    byte[] data = new byte[HashKey.POWERS * BLOCK_BYTES];
    Arrays.fill(data, (byte) 0xFF);
    HashKey key = new HashKey(-1, -1);
    assertThat(hashOf(new Ghash(), key, data)).isEqualTo(expected(data, join(-1, -1)));
  }

  /** Compiled kernels are others than interpreted ones. */
  @Test
  void compiled() {
    byte[] data = new byte[200];
    new Random(1).nextBytes(data);
    Ghash ghash = new Ghash();
    HashKey key = new HashKey(-1, -1);
    assertThat(hashOf(ghash, key, data)).isEqualTo(expected(data, join(-1, -1)));
    long low = ghash.low();
    for (int i = 0; i < 100_000; i++) {
      hash(ghash, key, data);
      if (ghash.low() != low) {
        fail("wrong after " + i + " times");
      }
    }
  }

  private static BigInteger hashOf(Ghash ghash, HashKey key, byte[] data) {
    hash(ghash, key, data);
    return join(ghash.high(), ghash.low());
  }

  private static void hash(Ghash ghash, HashKey key, byte[] data) {
    ghash.start(0, data.length);
    ghash.add(key, data, 0, data.length);
    ghash.finish(key, 0, data.length);
  }

  private static BigInteger expected(byte[] data, BigInteger h) {
    return multiply(hash(data, BigInteger.ZERO, h).xor(BigInteger.valueOf(8L * data.length)), h);
  }

  private static BigInteger hash(byte[] data, BigInteger before, BigInteger h) {
    BigInteger y = before;
    for (int at = 0; at < data.length; at += BLOCK_BYTES) {
      byte[] block = new byte[BLOCK_BYTES];
      System.arraycopy(data, at, block, 0, Math.min(BLOCK_BYTES, data.length - at));
      y = multiply(y.xor(new BigInteger(1, block)), h);
    }
    return y;
  }

  private static BigInteger multiply(BigInteger x, BigInteger y) {
    BigInteger z = BigInteger.ZERO;
    BigInteger v = y;
    for (int i = 127; i >= 0; i--) {
      if (x.testBit(i)) {
        z = z.xor(v);
      }
      v = v.testBit(0) ? v.shiftRight(1).xor(REDUCTION) : v.shiftRight(1);
    }
    return z;
  }

  private static BigInteger join(long high, long low) {
    return new BigInteger(Long.toUnsignedString(high))
        .shiftLeft(64)
        .or(new BigInteger(Long.toUnsignedString(low)));
  }
}
