package org.ecall.cli.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Says whether memory is steady: in the last quarter of a soak the least of heap and of resident
 * memory must not be above the most of its second quarter by more than an allowance. The first
 * quarter is for warming up; peaks that go away do no harm; what is lost bit by bit does. The
 * register of keys that have sealed is meant to grow (PROTOCOL §4), by what it may take for a key.
 */
final class MemoryRule {

  static final long HEAP_ALLOWANCE_BYTES = 8L << 20;
  static final long RSS_ALLOWANCE_BYTES = 32L << 20;

  /** With fewer samples a quarter has none or says nothing. */
  private static final int LEAST_SAMPLES = 8;

  /** In less than this a quarter is shorter than the life of a room, and what a judge remembers. */
  private static final double LEAST_SECONDS = 40;

  /** What the register of used keys takes for a key, as it fills up and is made larger. */
  private static final long LEAST_BYTES_PER_KEY = 10;

  private static final long MOST_BYTES_PER_KEY = 16;

  private MemoryRule() {}

  /**
   * What speaks against it, in words; empty if memory is steady, or there are too few samples.
   *
   * @param judgesRss whether resident memory is judged too
   */
  static List<String> complaints(List<MemorySample> samples, boolean judgesRss) {
    List<String> complaints = new ArrayList<>();
    if (!tooShort(samples)) {
      check("heap", samples, MemorySample::heapBytes, HEAP_ALLOWANCE_BYTES, complaints);
      if (judgesRss) {
        check("resident memory", samples, MemorySample::rssBytes, RSS_ALLOWANCE_BYTES, complaints);
      }
    }
    return complaints;
  }

  /** Whether nothing can be said yet. */
  static boolean tooShort(List<MemorySample> samples) {
    return samples.size() < LEAST_SAMPLES || samples.getLast().seconds() < LEAST_SECONDS;
  }

  private static void check(
      String what,
      List<MemorySample> samples,
      ToLongFunction<MemorySample> size,
      long allowance,
      List<String> complaints) {
    int quarter = samples.size() / 4;
    List<MemorySample> second = samples.subList(quarter, 2 * quarter);
    List<MemorySample> last = samples.subList(samples.size() - quarter, samples.size());
    long most = second.stream().mapToLong(size).max().orElseThrow();
    long least = last.stream().mapToLong(size).min().orElseThrow();
    long register =
        MOST_BYTES_PER_KEY * last.getFirst().sealKeys()
            - LEAST_BYTES_PER_KEY * second.getLast().sealKeys();
    if (least > most + allowance + register) {
      complaints.add(
          String.format(
              Locale.ROOT,
              "%s grew: at most %.1f MiB in the second quarter, at least %.1f MiB in the last",
              what,
              mebibytes(most),
              mebibytes(least)));
    }
  }

  static double mebibytes(long bytes) {
    return bytes / (double) (1 << 20);
  }
}
