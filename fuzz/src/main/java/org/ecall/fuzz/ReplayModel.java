package org.ecall.fuzz;

import java.math.BigInteger;
import java.util.TreeSet;
import org.ecall.engine.OpenStatus;

/** What PROTOCOL R6-6 says of counters, told with a set of all that were seen. */
final class ReplayModel {

  private final BigInteger windowFrames;
  private final TreeSet<BigInteger> seen = new TreeSet<>();

  ReplayModel(int windowFrames) {
    this.windowFrames = BigInteger.valueOf(windowFrames);
  }

  OpenStatus ask(long ctr) {
    BigInteger value = unsigned(ctr);
    if (!seen.isEmpty() && value.compareTo(seen.last().subtract(windowFrames)) <= 0) {
      return OpenStatus.TOO_OLD;
    }
    return seen.contains(value) ? OpenStatus.REPLAYED : OpenStatus.OPENED;
  }

  /** The answer to a genuine frame, which is seen from now on. */
  OpenStatus receive(long ctr) {
    OpenStatus answer = ask(ctr);
    if (answer == OpenStatus.OPENED) {
      seen.add(unsigned(ctr));
    }
    return answer;
  }

  private static BigInteger unsigned(long ctr) {
    return new BigInteger(Long.toUnsignedString(ctr));
  }
}
