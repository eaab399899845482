package org.ecall.cli.call;

import java.util.List;
import java.util.Map;
import org.ecall.cli.Nanos;

/**
 * What came of a call; this is also what {@code --json} prints.
 *
 * @param passed whether every delivered genuine frame opened, once, and nothing else did
 * @param violations the first few exceptions to that, in words
 * @param backend that sealed and opened; several where the plan has several
 * @param backendVersion of the library behind it
 * @param backendReason why it was chosen for audio
 * @param suite of the call
 * @param seconds that the call took
 * @param rotations of the keys
 * @param epoch that the call ended in
 * @param seed of the forwarder's random choices
 * @param directions one for each side that sent
 * @param files that were written, with how many lost frames each bridges
 */
record CallReport(
    boolean passed,
    List<String> violations,
    String backend,
    String backendVersion,
    String backendReason,
    String suite,
    double seconds,
    long rotations,
    long epoch,
    long seed,
    List<DirectionReport> directions,
    Map<String, Integer> files) {

  /**
   * One direction of the call.
   *
   * @param from the side that sent
   * @param streams what became of each stream
   * @param opened frames that opened
   * @param refused frames that did not, by reason
   * @param datagrams what the forwarder did to them
   * @param attacks forged frames that were sent, by kind; the reflected ones arrive at their sender
   * @param seal time to seal a frame
   * @param open time to open a genuine frame
   */
  record DirectionReport(
      String from,
      List<StreamReport> streams,
      long opened,
      Map<String, Long> refused,
      DatagramReport datagrams,
      Map<String, Long> attacks,
      Nanos seal,
      Nanos open) {}

  /**
   * One stream of a direction.
   *
   * @param stream its name
   * @param codec of its media
   * @param sent frames
   * @param delivered frames that arrived whole
   */
  record StreamReport(String stream, String codec, long sent, long delivered) {}

  /**
   * What happened to genuine datagrams.
   *
   * @param lost dropped
   * @param duplicated sent twice
   * @param reordered held back
   * @param vanished lost by this machine and not by the forwarder, forged ones included
   */
  record DatagramReport(long lost, long duplicated, long reordered, long vanished) {}
}
