package org.ecall.cli.soak;

import java.util.List;
import java.util.Map;
import org.ecall.cli.Nanos;

/**
 * What came of a soak; this is also what {@code --json} prints.
 *
 * @param passed whether every answer was right and memory stayed as it was
 * @param violationCount answers that were wrong, and what else went wrong with engines
 * @param violations the first few of each kind, in words
 * @param endedEarly whether it was interrupted
 * @param seconds for which frames were sent
 * @param streams how many there were
 * @param threads that sealed
 * @param rate frames a second and stream that were asked for, or 0 for as many as possible
 * @param seed of media, network and attacks; threads interleave as they like
 * @param machine processor, system and JVM
 * @param backends that were used, and their versions
 * @param churn what came and went
 * @param frames what became of them
 * @param network what it did
 * @param memory whether it was steady
 * @param seal time of a call that sealed
 * @param open time of a call that opened
 */
record SoakReport(
    boolean passed,
    long violationCount,
    List<String> violations,
    boolean endedEarly,
    double seconds,
    int streams,
    int threads,
    double rate,
    long seed,
    String machine,
    Map<String, String> backends,
    Churn churn,
    Frames frames,
    NetworkReport network,
    Memory memory,
    Nanos seal,
    Nanos open) {

  /**
   * What was opened, replaced and closed while frames were sealed and opened.
   *
   * @param rooms with two engines each
   * @param rotations of all keys of a room
   * @param sealKeys that were given to sealers
   */
  record Churn(long rooms, long rotations, long sealKeys) {}

  /**
   * What became of frames.
   *
   * @param sealed in all
   * @param sealedPerSecond on average
   * @param opened all of them genuine, if it passed
   * @param genuineRefused by reason, each with a cause that excuses it, if it passed
   * @param forgedRefused by reason; forged, changed, reflected or for another place
   * @param gone that came to a room long closed
   */
  record Frames(
      long sealed,
      double sealedPerSecond,
      long opened,
      Map<String, Long> genuineRefused,
      Map<String, Long> forgedRefused,
      long gone) {}

  /**
   * What the forwarders did.
   *
   * @param lost datagrams
   * @param duplicated datagrams
   * @param reordered datagrams
   * @param vanished datagrams that this machine lost and not they
   * @param attacks forged frames by kind
   */
  record NetworkReport(
      long lost, long duplicated, long reordered, long vanished, Map<String, Long> attacks) {}

  /**
   * Memory over time.
   *
   * @param steady whether the rule is kept, or there was too little time to tell
   * @param complaints why not, in words
   * @param rssKnown whether this system tells resident memory
   * @param rssJudged whether it is judged too, which takes a heap of a fixed size
   * @param samples in order
   */
  record Memory(
      boolean steady,
      List<String> complaints,
      boolean rssKnown,
      boolean rssJudged,
      List<MemorySample> samples) {}
}
