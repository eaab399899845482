package org.ecall.jmh;

import java.util.Random;
import java.util.function.Function;

/**
 * Times of sealing with fixed secrets and with random ones, in random order. Before each message
 * the caches are filled with something else, as another process would: where a cipher looks secrets
 * up in memory, its time then tells how many places it looked at.
 */
final class TimedSeals {

  /** What is fixed in one set of times and random in the other. */
  enum Secret {
    /** The key, under nonces and of messages that are random in both. */
    KEYS,
    /** Plaintexts and nonces, under one key that nobody knows. */
    PLAINTEXTS
  }

  /** So many keys or messages of each set, so that both need the same memory. */
  private static final int VARIANTS = 64;

  private static final int AAD_BYTES = 16;
  private static final int CACHE_LINE_BYTES = 64;

  /** More than the first level of any processor's cache. */
  private static final int EVICTING_BYTES = 256 * 1024;

  private final Subject[][] subjects = new Subject[2][VARIANTS];
  private final byte[][][] messages = new byte[2][VARIANTS][];
  private final long[][] nonces = new long[2][VARIANTS];
  private final byte[] aad = new byte[AAD_BYTES];
  private final byte[] out;
  private final byte[] evicting = new byte[EVICTING_BYTES];
  private final Random random;

  /** Keeps the reading of {@link #evicting} from being left out. */
  private int evicted;

  TimedSeals(Function<byte[], Subject> maker, Secret secret, int sizeBytes, Random random) {
    this.random = random;
    out = new byte[sizeBytes + Subject.TAG_BYTES];
    byte[] fixedKey = bytes(Subject.KEY_BYTES);
    byte[] fixedMessage = bytes(sizeBytes);
    long fixedNonce = random.nextLong();
    for (int i = 0; i < VARIANTS; i++) {
      for (int set = 0; set < 2; set++) {
        boolean fixed = set == 0;
        boolean keys = secret == Secret.KEYS;
        // Drawn in any case, so that both sets are made in the same way.
        byte[] key = bytes(Subject.KEY_BYTES);
        byte[] message = bytes(sizeBytes);
        long nonce = random.nextLong();
        subjects[set][i] = maker.apply((keys && !fixed ? key : fixedKey).clone());
        messages[set][i] = keys || !fixed ? message : fixedMessage.clone();
        nonces[set][i] = keys || !fixed ? nonce : fixedNonce;
      }
    }
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Seals some messages of each set; the answer has their times in nanoseconds, set by set. */
  long[][] run(int each) {
    long[][] times = new long[2][each];
    int[] done = new int[2];
    while (done[0] < each || done[1] < each) {
      int set = random.nextInt(2);
      if (done[set] == each) {
        set = 1 - set;
      }
      times[set][done[set]++] = time(set, random.nextInt(VARIANTS));
    }
    return times;
  }

  private long time(int set, int variant) {
    Subject subject = subjects[set][variant];
    byte[] message = messages[set][variant];
    long nonce = nonces[set][variant];
    for (int i = 0; i < evicting.length; i += CACHE_LINE_BYTES) {
      evicted += evicting[i];
    }
    long start = System.nanoTime();
    subject.seal(nonce, aad, message, message.length, out);
    return System.nanoTime() - start;
  }

  /** What was read to fill the caches: nothing of interest. */
  int evicted() {
    return evicted;
  }

  void close() {
    for (Subject[] set : subjects) {
      for (Subject subject : set) {
        subject.close();
      }
    }
  }
}
