package org.ecall.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.ecall.cli.network.Datagram.Head;
import org.ecall.engine.header.FrameHeader;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AttackTest {

  private static final FrameHeader HEADER = new FrameHeader(0x2B, 300);

  private final RandomGenerator random =
      new Network(0, 0, 0, true, System.nanoTime()).random(Side.CALLER);
  private final byte[] frame = sealed(HEADER, 60);

  private byte[] sealed(FrameHeader header, int bodyBytes) {
    byte[] encoded = header.encode();
    byte[] sealed = new byte[encoded.length + bodyBytes];
    random.nextBytes(sealed);
    System.arraycopy(encoded, 0, sealed, 0, encoded.length);
    return sealed;
  }

  @RepeatedTest(50)
  void flipChangesExactlyOneBit() {
    byte[] forged = Attack.FLIP_BIT.forge(frame, random);
    BitSet difference = BitSet.valueOf(forged);
    difference.xor(BitSet.valueOf(frame));
    assertThat(forged).hasSameSizeAs(frame);
    assertThat(difference.cardinality()).isEqualTo(1);
  }

  @Test
  void replayReflectionAndMislabelLeaveTheBytes() {
    for (Attack attack : EnumSet.of(Attack.REPLAY, Attack.REFLECT, Attack.MISLABEL)) {
      assertThat(attack.forge(frame, random)).isEqualTo(frame);
    }
  }

  @RepeatedTest(50)
  void swappedKidIsAnotherAndAllElseTheSame() {
    byte[] forged = Attack.SWAP_KID.forge(frame, random);
    FrameHeader header = FrameHeader.parse(forged).orElseThrow();
    assertThat(header.kid()).isNotEqualTo(HEADER.kid());
    assertThat(header.ctr()).isEqualTo(HEADER.ctr());
    assertThat(body(forged, header)).isEqualTo(body(frame, HEADER));
  }

  @RepeatedTest(50)
  void farCounterIsBeyondTheReplayWindowAndAllElseTheSame() {
    byte[] forged = Attack.FAR_COUNTER.forge(frame, random);
    FrameHeader header = FrameHeader.parse(forged).orElseThrow();
    assertThat(header.kid()).isEqualTo(HEADER.kid());
    assertThat(header.ctr() - HEADER.ctr()).isGreaterThan(65_536);
    assertThat(body(forged, header)).isEqualTo(body(frame, HEADER));
  }

  private static byte[] body(byte[] sealed, FrameHeader header) {
    return Arrays.copyOfRange(sealed, header.encode().length, sealed.length);
  }

  @RepeatedTest(50)
  void forgeryHasTheHeaderAndNothingElse() {
    byte[] forged = Attack.FORGE.forge(frame, random);
    assertThat(forged).hasSameSizeAs(frame).isNotEqualTo(frame);
    assertThat(FrameHeader.parse(forged)).contains(HEADER);
  }

  @Test
  void garbageHasAnySizeDownToNothing() {
    Set<Integer> sizes = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      sizes.add(Attack.GARBAGE.forge(frame, random).length);
    }
    assertThat(sizes).hasSize(200).contains(0);
  }

  @Test
  void truncationReachesEverySizeDownToNothing() {
    Set<Integer> sizes = new HashSet<>();
    byte[] small = sealed(HEADER, 17);
    for (int i = 0; i < 5_000; i++) {
      byte[] forged = Attack.TRUNCATE.forge(small, random);
      assertThat(forged).isEqualTo(Arrays.copyOf(small, forged.length));
      sizes.add(forged.length);
    }
    assertThat(sizes).hasSize(small.length).contains(0).doesNotContain(small.length);
  }

  @RepeatedTest(20)
  void floodIsOfManyFramesUnderLargeKids() {
    byte[] forged = Attack.FLOOD_UNKNOWN_KIDS.forge(frame, random);
    FrameHeader header = FrameHeader.parse(forged).orElseThrow();
    // The chance of hitting a KID of the call is one in 2^60.
    assertThat(header.kid() >>> 4).isNotZero();
    assertThat(forged.length).isGreaterThanOrEqualTo(header.encode().length + 16);
    assertThat(Attack.FLOOD_UNKNOWN_KIDS.times()).isGreaterThan(1);
  }

  @Test
  void attackerDoesEachInTurnAndReflectsBackwards() throws IOException {
    List<Datagram> onward = new ArrayList<>();
    List<Datagram> back = new ArrayList<>();
    Attacker attacker =
        new Attacker(
            random,
            bytes -> onward.add(Datagram.decode(bytes, bytes.length)),
            bytes -> back.add(Datagram.decode(bytes, bytes.length)));
    int rounds = 40;
    int frames = 3 * Attack.values().length * rounds;
    Set<Head> heads = new HashSet<>();
    for (int i = 0; i < frames; i++) {
      Head head = new Head(1, i, i, 1);
      heads.add(head);
      byte[] sent = sealed(new FrameHeader(3, i), 1500);
      for (Datagram fragment : Datagram.fragments(head, i, sent, sent.length)) {
        attacker.observe(fragment.encode());
      }
    }
    assertThat(attacker.counts().keySet()).isEqualTo(EnumSet.allOf(Attack.class));
    attacker
        .counts()
        .forEach((attack, count) -> assertThat(count).isEqualTo((long) rounds * attack.times()));
    assertThat(back).hasSize(2 * rounds).doesNotContainNull();
    // What is cut to nothing is a datagram like any other.
    assertThat(onward).doesNotContainNull();
    assertThat(heads).containsAll(back.stream().map(Datagram::head).toList());
  }

  @Test
  void attackerHasNothingToDoWithStrayDatagrams() throws IOException {
    Attacker attacker = new Attacker(random, bytes -> {}, bytes -> {});
    for (int i = 0; i < 100; i++) {
      attacker.observe(new byte[i]);
    }
    assertThat(attacker.counts()).isEmpty();
  }

  @Test
  void labelsAreForPeople() {
    assertThat(Attack.FLOOD_UNKNOWN_KIDS.label()).isEqualTo("flood-unknown-kids");
  }
}
