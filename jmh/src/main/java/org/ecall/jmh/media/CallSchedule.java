package org.ecall.jmh.media;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ecall.engine.key.MediaStream;

/**
 * In which order the frames of a call's senders come. All send the sample media over and over, but
 * each is at another place of it, so neighbours differ in key and size.
 */
public final class CallSchedule {

  /** Audio and video have one each. */
  private static final int KEYS_PER_SENDER = 2;

  private final int senders;
  private final byte[][] payloads;
  private final int[] keys;

  private record Sent(int key, long timeMicros, SampleFrames.Frame frame) {}

  /**
   * Makes a schedule.
   *
   * @param senders how many send, at least 1
   */
  public CallSchedule(int senders) {
    this.senders = senders;
    List<SampleFrames.Frame> sample = SampleFrames.read();
    long lengthMicros = sample.getLast().timeMicros() + 1;
    List<Sent> sent = new ArrayList<>();
    for (int sender = 0; sender < senders; sender++) {
      long lead = lengthMicros * sender / senders;
      for (SampleFrames.Frame frame : sample) {
        sent.add(
            new Sent(
                sender * KEYS_PER_SENDER + (frame.stream() == MediaStream.AUDIO ? 0 : 1),
                (frame.timeMicros() + lead) % lengthMicros,
                frame));
      }
    }
    sent.sort(Comparator.comparingLong(Sent::timeMicros));
    payloads = sent.stream().map(next -> next.frame().payload()).toArray(byte[][]::new);
    keys = sent.stream().mapToInt(Sent::key).toArray();
  }

  /**
   * How many frames there are until all repeats.
   *
   * @return a count
   */
  public int frames() {
    return keys.length;
  }

  /**
   * How many keys the senders have.
   *
   * @return a count
   */
  public int keys() {
    return senders * KEYS_PER_SENDER;
  }

  /**
   * The key of a frame.
   *
   * @param frame its number
   * @return the key's number, from 0
   */
  public int key(int frame) {
    return keys[frame];
  }

  /**
   * The payload of a frame.
   *
   * @param frame its number
   * @return encoded bytes, not to be changed
   */
  public byte[] payload(int frame) {
    return payloads[frame];
  }

  /**
   * The size of the largest payload.
   *
   * @return bytes
   */
  public int maxPayloadBytes() {
    int most = 0;
    for (byte[] payload : payloads) {
      most = Math.max(most, payload.length);
    }
    return most;
  }
}
