package org.ecall.engine.java.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are hashed together, beside {@link Ghash}, which hashes one after the other. */
class ParallelGhashTest {

  private static final byte[] NO_AAD = new byte[0];

  private final HashKey key = new HashKey(0x0123456789ABCDEFL, 0xFEDCBA9876543210L);
  private final ParallelGhash ghash = new ParallelGhash();

  @BeforeEach
  void groupsHaveSeveralMessages() {
    Assumptions.assumeTrue(ParallelGhash.MESSAGES > 1, "a vector holds one block");
  }

  /** Hashes a group of equal messages; the answer is half of their value. */
  static long hash(ParallelGhash ghash, HashKey key, byte[] data) {
    ghash.clear();
    for (int i = 0; i < ParallelGhash.MESSAGES; i++) {
      ghash.add(Ghash.blocks(0, data.length));
    }
    ghash.settle();
    for (int i = 0; i < ParallelGhash.MESSAGES; i++) {
      ghash.start(i, Ghash.blocks(0, data.length));
      ghash.add(data, 0, data.length);
      ghash.end(0, data.length);
    }
    ghash.hash(key);
    return ghash.high(0);
  }

  /** As many messages as there is room for, of different sizes. */
  @Test
  void anySizes() {
    Random random = new Random(1);
    for (int most : new int[] {0, 15, 16, 100, 160, 479}) {
      ghash.clear();
      byte[][] messages = new byte[200][];
      int count = 0;
      for (; ; count++) {
        messages[count] = new byte[most - random.nextInt(most / 8 + 1)];
        random.nextBytes(messages[count]);
        if (!ghash.hasRoom(Ghash.blocks(0, messages[count].length))) {
          break;
        }
        assertThat(ghash.add(Ghash.blocks(0, messages[count].length))).isEqualTo(count);
      }
      assertThat(count).isGreaterThanOrEqualTo(8);
      checkAll(messages, count);
    }
  }

  private void checkAll(byte[][] messages, int count) {
    ghash.settle();
    int together = 0;
    for (int i = 0; i < count; i++) {
      if (ghash.isWorthwhile(i)) {
        ghash.start(i, Ghash.blocks(0, messages[i].length));
        ghash.add(messages[i], 0, messages[i].length);
        ghash.end(0, messages[i].length);
        together++;
      }
    }
    assertThat(together).isGreaterThanOrEqualTo(ParallelGhash.MESSAGES);
    ghash.hash(key);
    Ghash single = new Ghash();
    for (int i = 0; i < count; i++) {
      if (ghash.isWorthwhile(i)) {
        single.start(0, messages[i].length);
        single.add(key, NO_AAD, 0, 0);
        single.add(key, messages[i], 0, messages[i].length);
        single.finish(key, 0, messages[i].length);
        assertThat(ghash.high(i)).as("message %d", i).isEqualTo(single.high());
        assertThat(ghash.low(i)).as("message %d", i).isEqualTo(single.low());
      }
    }
  }

  /** One message alone would leave most of its rows to zeros. */
  @Test
  void aGroupThatIsNotFullDoesNotPay() {
    ghash.add(12);
    ghash.settle();
    assertThat(ghash.isWorthwhile(0)).isFalse();
  }

  @Test
  void aFullGroupPays() {
    for (int i = 0; i < ParallelGhash.MESSAGES; i++) {
      ghash.add(12);
    }
    ghash.add(12);
    ghash.settle();
    assertThat(ghash.isWorthwhile(0)).isTrue();
    assertThat(ghash.isWorthwhile(ParallelGhash.MESSAGES - 1)).isTrue();
    assertThat(ghash.isWorthwhile(ParallelGhash.MESSAGES)).isFalse();
  }

  @Test
  void oneLongMessageAmongShortOnesDoesNotPay() {
    ghash.add(ParallelGhash.MOST_BLOCKS);
    for (int i = 1; i < ParallelGhash.MESSAGES; i++) {
      ghash.add(1);
    }
    ghash.settle();
    assertThat(ghash.isWorthwhile(0)).isFalse();
  }
}
