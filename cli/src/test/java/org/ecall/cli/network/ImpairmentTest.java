package org.ecall.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ImpairmentTest {

  private static final int DATAGRAMS = 500;

  private static Impairment of(double loss, double duplicate, double reorder, long seed) {
    Network network = new Network(loss, duplicate, reorder, false, seed);
    return new Impairment(network, network.random(Side.CALLER));
  }

  /** Sends the numbers of many datagrams through; the answer is what comes out, in its order. */
  private static List<Integer> through(Impairment impairment) {
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < DATAGRAMS; i++) {
      impairment.pass(new byte[] {(byte) (i >> 8), (byte) i}).forEach(now -> out.add(number(now)));
    }
    impairment.flush().forEach(late -> out.add(number(late)));
    assertThat(impairment.holdsBack()).isFalse();
    assertThat(impairment.flush()).isEmpty();
    return out;
  }

  private static int number(byte[] datagram) {
    return (datagram[0] & 0xFF) << 8 | (datagram[1] & 0xFF);
  }

  private static List<Integer> all() {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < DATAGRAMS; i++) {
      all.add(i);
    }
    return all;
  }

  @Test
  void zeroPercentChangesNothing() {
    Impairment impairment = of(0, 0, 0, 1);
    assertThat(through(impairment)).isEqualTo(all());
    assertThat(impairment.lost() + impairment.duplicated() + impairment.reordered()).isZero();
  }

  @Test
  void hundredPercentLossLosesAll() {
    Impairment impairment = of(100, 100, 100, 1);
    assertThat(through(impairment)).isEmpty();
    assertThat(impairment.lost()).isEqualTo(DATAGRAMS);
    assertThat(impairment.duplicated() + impairment.reordered()).isZero();
  }

  @Test
  void hundredPercentDuplicationDoublesAll() {
    Impairment impairment = of(0, 100, 0, 1);
    assertThat(through(impairment).stream().distinct()).isEqualTo(all());
    assertThat(impairment.duplicated()).isEqualTo(DATAGRAMS);
    assertThat(through(of(0, 100, 0, 1))).hasSize(2 * DATAGRAMS);
  }

  @Test
  void hundredPercentReorderLosesNothing() {
    Impairment impairment = of(0, 0, 100, 1);
    List<Integer> out = through(impairment);
    assertThat(out).isNotEqualTo(all()).containsExactlyInAnyOrderElementsOf(all());
    assertThat(impairment.reordered()).isEqualTo(DATAGRAMS);
  }

  @Property(tries = 100)
  void nothingIsInventedAndTheCountsAreRight(
      @ForAll @DoubleRange(max = 100) double loss,
      @ForAll @DoubleRange(max = 100) double duplicate,
      @ForAll @DoubleRange(max = 100) double reorder,
      @ForAll long seed) {
    Impairment impairment = of(loss, duplicate, reorder, seed);
    List<Integer> out = through(impairment);
    assertThat(all()).containsAll(out);
    assertThat(out).hasSize((int) (DATAGRAMS - impairment.lost() + impairment.duplicated()));
    assertThat(out.stream().distinct().count()).isEqualTo(DATAGRAMS - impairment.lost());
  }

  /** Delay has a bound: the replay window is far wider. */
  @Property(tries = 50)
  void nothingIsOvertakenByMoreThanAFew(@ForAll long seed) {
    List<Integer> out = through(of(0, 0, 30, seed));
    int highest = 0;
    for (int number : out) {
      assertThat(highest - number).isLessThanOrEqualTo(17);
      highest = Math.max(highest, number);
    }
  }

  @Property(tries = 20)
  void seedRepeatsTheChoices(@ForAll long seed) {
    assertThat(through(of(5, 5, 5, seed))).isEqualTo(through(of(5, 5, 5, seed)));
  }

  @Test
  void directionsChooseDifferently() {
    Network network = new Network(0, 0, 0, false, 1);
    assertThat(network.random(Side.CALLER).nextLong())
        .isNotEqualTo(network.random(Side.CALLEE).nextLong());
  }
}
