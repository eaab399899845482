package org.ecall.jmh;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

/**
 * Times of ciphers with fixed secrets and with random ones, in random order. Before each message
 * the caches are filled with something else, as another process would: where a cipher looks secrets
 * up in memory, its time then tells how many places it looked at.
 */
final class TimedCipher {

  /** What is fixed in one set of times and random in the other. */
  enum Secret {
    /** The key that a message is sealed with; the message and its nonce are fixed in both. */
    KEYS("keys"),
    /** The message that is opened, and its nonce; the key is fixed in both. */
    PLAINTEXTS("plaintexts"),
    /** As with keys, but the key is fixed in both: what is found there is no leak of a cipher. */
    NOTHING("nothing (fixed against fixed)");

    private final String description;

    Secret(String description) {
      this.description = description;
    }

    @Override
    public String toString() {
      return description;
    }
  }

  /** Keys of which the one with the most unusual time becomes the fixed one. */
  private static final int CANDIDATES = 48;

  private static final int CANDIDATE_TIMES = 2000;

  /** Random messages to open. */
  private static final int MESSAGES = 4096;

  private static final int AAD_BYTES = 16;
  private static final int CACHE_LINE_BYTES = 64;

  /** More than the first level of any processor's cache. */
  private static final int EVICTING_BYTES = 256 * 1024;

  private final Function<byte[], Subject> maker;
  private final Secret secret;
  private final Random random;
  private final byte[] fixedKey = new byte[Subject.KEY_BYTES];

  /** The fixed message first, then random ones; their nonces, and what they are sealed. */
  private final long[] nonces = new long[1 + MESSAGES];

  private final byte[][] sealed = new byte[1 + MESSAGES][];

  /** What is used now. Both sets use the same memory: where something lies makes a difference. */
  private final byte[] key = new byte[Subject.KEY_BYTES];

  private final byte[] fixedMessage;
  private final byte[] randomMessage;
  private final byte[] in;
  private final byte[] aad = new byte[AAD_BYTES];
  private final byte[] out;
  private final byte[] evicting = new byte[EVICTING_BYTES];

  /** Keeps the reading of {@link #evicting} from being left out. */
  private int evicted;

  TimedCipher(Function<byte[], Subject> maker, Secret secret, int sizeBytes, Random random) {
    this.maker = maker;
    this.secret = secret;
    this.random = random;
    in = new byte[sizeBytes + Subject.TAG_BYTES];
    out = new byte[in.length];
    fixedMessage = new byte[in.length];
    randomMessage = new byte[in.length];
    random.nextBytes(fixedKey);
    try (Subject subject = maker.apply(fixedKey.clone())) {
      for (int i = 0; i <= MESSAGES; i++) {
        random.nextBytes(in);
        nonces[i] = random.nextLong();
        sealed[i] = new byte[in.length];
        subject.seal(nonces[i], aad, in, sizeBytes, sealed[i]);
      }
    }
  }

  /**
   * Fixes the key whose time is the farthest from that of most keys: where keys leak, it differs
   * more from random ones than any key would. To be called once the cipher is warm.
   */
  void fixUnusualKey() {
    byte[][] keys = new byte[CANDIDATES][fixedKey.length];
    long[][] times = new long[CANDIDATES][CANDIDATE_TIMES];
    for (byte[] candidate : keys) {
      random.nextBytes(candidate);
    }
    // In turns, so that what else the machine does meets all of them.
    for (int i = 0; i < CANDIDATE_TIMES; i++) {
      for (int candidate = 0; candidate < CANDIDATES; candidate++) {
        System.arraycopy(keys[candidate], 0, key, 0, key.length);
        System.arraycopy(sealed[0], 0, in, 0, in.length);
        try (Subject subject = maker.apply(key.clone())) {
          times[candidate][i] = time(subject, nonces[0]);
        }
      }
    }
    double[] typical = Arrays.stream(times).mapToDouble(TimedCipher::lowerHalf).toArray();
    double usual = Arrays.stream(typical).average().orElseThrow();
    int most = 0;
    for (int i = 1; i < CANDIDATES; i++) {
      if (Math.abs(typical[i] - usual) > Math.abs(typical[most] - usual)) {
        most = i;
      }
    }
    System.arraycopy(keys[most], 0, fixedKey, 0, fixedKey.length);
  }

  /** The mean of the shorter times, which interrupts do not lengthen. */
  private static double lowerHalf(long[] times) {
    Arrays.sort(times);
    return Arrays.stream(times, 0, times.length / 2).average().orElseThrow();
  }

  /** Takes some times of each set, in nanoseconds; the answer has them set by set. */
  long[][] run(int each) {
    long[][] times = new long[2][each];
    int[] done = new int[2];
    Subject subject = maker.apply(fixedKey.clone());
    while (done[0] < each || done[1] < each) {
      int set = random.nextInt(2);
      if (done[set] == each) {
        set = 1 - set;
      }
      // Drawn and copied in any case: both sets read the same before they are timed.
      random.nextBytes(key);
      int message = 1 + random.nextInt(MESSAGES);
      boolean keys = secret != Secret.PLAINTEXTS;
      boolean fixed = keys || set == 0;
      System.arraycopy(secret == Secret.KEYS && set == 1 ? key : fixedKey, 0, key, 0, key.length);
      System.arraycopy(sealed[0], 0, fixedMessage, 0, in.length);
      System.arraycopy(sealed[message], 0, randomMessage, 0, in.length);
      System.arraycopy(fixed ? fixedMessage : randomMessage, 0, in, 0, in.length);
      long fixedNonce = nonces[0];
      long randomNonce = nonces[message];
      if (keys) {
        // Set up anew each time, so that where it lies says nothing of its set.
        subject.close();
        subject = maker.apply(key.clone());
      }
      times[set][done[set]++] = time(subject, fixed ? fixedNonce : randomNonce);
    }
    subject.close();
    return times;
  }

  private long time(Subject subject, long nonce) {
    int length = in.length - Subject.TAG_BYTES;
    for (int i = 0; i < evicting.length; i += CACHE_LINE_BYTES) {
      evicted += evicting[i];
    }
    long start = System.nanoTime();
    if (secret != Secret.PLAINTEXTS) {
      subject.seal(nonce, aad, in, length, out);
    } else if (!subject.open(nonce, aad, in, length, out)) {
      throw new IllegalStateException("a message did not open");
    }
    return System.nanoTime() - start;
  }

  /** What was read to fill the caches: a sum of zeros. */
  int evicted() {
    return evicted;
  }
}
