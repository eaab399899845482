package org.ecall.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ecall.cli.network.Datagram.Head;
import org.ecall.cli.network.Reassembler.SealedFrame;
import org.junit.jupiter.api.Test;

class ReassemblerTest {

  private static final Head HEAD = new Head(1, 7, 63, 9);

  private final Reassembler reassembler = new Reassembler();

  @Property(tries = 100)
  void framesComeOutOnceWhateverTheOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int frames) {
    Random random = new Random(seed);
    List<byte[]> sent = new ArrayList<>();
    List<Datagram> underWay = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      byte[] frame = bytes(random, random.nextInt(5000));
      sent.add(frame);
      underWay.addAll(fragments(new Head(1, i, i, 1), i, frame));
    }
    Collections.shuffle(underWay, random);
    Reassembler fresh = new Reassembler();
    List<SealedFrame> received = new ArrayList<>();
    for (Datagram datagram : underWay) {
      SealedFrame frame = fresh.add(datagram);
      if (frame != null) {
        received.add(frame);
      }
    }
    assertThat(received).hasSize(frames);
    received.forEach(
        frame -> assertThat(frame.bytes()).isEqualTo(sent.get(frame.head().sequence())));
    assertThat(fresh.heldBytes()).isZero();
  }

  @Test
  void duplicateOfFragmentCompletesNothing() {
    List<Datagram> fragments = fragments(HEAD, 1, new byte[3000]);
    for (int i = 0; i < 2; i++) {
      assertThat(reassembler.add(fragments.get(0))).isNull();
      assertThat(reassembler.add(fragments.get(1))).isNull();
    }
    assertThat(reassembler.add(fragments.get(2))).isNotNull();
  }

  @Test
  void frameThatIsSentTwiceComesOutTwice() {
    Datagram only = fragments(HEAD, 1, new byte[30]).getFirst();
    assertThat(reassembler.add(only)).isNotNull();
    assertThat(reassembler.add(only)).isNotNull();
  }

  @Test
  void sendingsOfOneFrameAreNotMixed() {
    byte[] one = bytes(new Random(1), 2000);
    byte[] other = bytes(new Random(2), 2000);
    byte[] longer = bytes(new Random(3), 2001);
    List<List<Datagram>> sendings =
        List.of(fragments(HEAD, 1, one), fragments(HEAD, 2, other), fragments(HEAD, 1, longer));
    sendings.forEach(sending -> assertThat(reassembler.add(sending.getFirst())).isNull());
    assertThat(reassembler.add(sendings.get(1).get(1)).bytes()).isEqualTo(other);
    assertThat(reassembler.add(sendings.get(2).get(1)).bytes()).isEqualTo(longer);
    assertThat(reassembler.add(sendings.get(0).get(1)).bytes()).isEqualTo(one);
  }

  @Test
  void conflictingFragmentLosesToTheFirst() {
    byte[] frame = bytes(new Random(1), 2000);
    List<Datagram> genuine = fragments(HEAD, 1, frame);
    List<Datagram> forged = fragments(HEAD, 1, new byte[2000]);
    assertThat(reassembler.add(genuine.get(0))).isNull();
    assertThat(reassembler.add(forged.get(0))).isNull();
    assertThat(reassembler.add(genuine.get(1)).bytes()).isEqualTo(frame);
  }

  @Test
  void emptyFrameIsAFrame() {
    assertThat(reassembler.add(fragments(HEAD, 1, new byte[0]).getFirst()).bytes()).isEmpty();
  }

  @Test
  void largestFrameIsPutTogether() {
    byte[] frame = bytes(new Random(1), Datagram.MAX_FRAME_BYTES);
    SealedFrame whole = null;
    for (Datagram datagram : fragments(HEAD, 1, frame).reversed()) {
      assertThat(whole).isNull();
      whole = reassembler.add(datagram);
    }
    assertThat(Arrays.equals(whole.bytes(), frame)).isTrue();
  }

  /** One small fragment each of frames as large as can be: their tables count as well. */
  @Test
  void floodOfUnfinishedFramesHoldsBoundedMemory() {
    Datagram[] huge = Datagram.fragments(HEAD, 0, new byte[Datagram.MAX_FRAME_BYTES], 16 << 20);
    Datagram some = huge[3];
    for (int i = 0; i < 100_000; i++) {
      assertThat(
              reassembler.add(
                  new Datagram(
                      HEAD, i, some.frameBytes(), some.index(), some.count(), some.payload())))
          .isNull();
      assertThat(reassembler.heldBytes()).isBetween(1L, Reassembler.MAX_HELD_BYTES);
    }
    byte[] frame = bytes(new Random(1), 3000);
    List<Datagram> genuine = fragments(HEAD, -1, frame);
    assertThat(reassembler.add(genuine.get(2))).isNull();
    assertThat(reassembler.add(genuine.get(0))).isNull();
    assertThat(reassembler.add(genuine.get(1)).bytes()).isEqualTo(frame);
  }

  @Test
  void oldestUnfinishedFrameGoesFirst() {
    List<Datagram> oldest = fragments(HEAD, 0, new byte[2000]);
    List<Datagram> newest = fragments(HEAD, 600, new byte[2000]);
    assertThat(reassembler.add(oldest.get(0))).isNull();
    for (int i = 1; i <= 600; i++) {
      assertThat(reassembler.add(fragments(HEAD, i, new byte[2000]).getFirst())).isNull();
    }
    assertThat(reassembler.add(newest.get(1))).isNotNull();
    assertThat(reassembler.add(oldest.get(1))).isNull();
  }

  private static List<Datagram> fragments(Head head, long assembly, byte[] frame) {
    return List.of(Datagram.fragments(head, assembly, frame, frame.length));
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
