package org.ecall.engine.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.ecall.engine.Unsigned64;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class CallKidProperties {

  @Provide
  Arbitrary<Long> epochs() {
    return Arbitraries.oneOf(
        Arbitraries.of(0L, 1L, CallKid.MAX_EPOCH - 1, CallKid.MAX_EPOCH),
        Arbitraries.longs().between(0, CallKid.MAX_EPOCH));
  }

  @Provide
  Arbitrary<Long> u64() {
    return Unsigned64.any();
  }

  @Property
  @Label("R3-1: \"KID = (e << 3) | (stream << 1) | d\"")
  void isMadeOfEpochStreamAndDirection(
      @ForAll("epochs") long epoch, @ForAll MediaStream stream, @ForAll Direction direction) {
    var kid = new CallKid(epoch, stream, direction);
    assertThat(kid.value()).isEqualTo(epoch * 8 + stream.number() * 2L + direction.bit());
    assertThat(CallKid.of(kid.value())).isEqualTo(kid);
    assertThat(CallKid.epochOf(kid.value())).isEqualTo(epoch);
    assertThat(CallKid.directionBitOf(kid.value())).isEqualTo(direction.bit());
  }

  @Property
  void everyNumberIsTakenApartOrRefused(@ForAll("u64") long kid) {
    if (Long.compareUnsigned(kid, 1L << 35) < 0) {
      assertThat(CallKid.of(kid).value()).isEqualTo(kid);
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> CallKid.of(kid));
    }
    assertThat(CallKid.epochOf(kid)).isNotNegative();
    assertThat(CallKid.directionBitOf(kid)).isEqualTo((int) Long.remainderUnsigned(kid, 2));
  }

  @Example
  @Label(
      "R3-1: \"stream: 0 audio, 1 video, 2 screen, 3 data\", \"d: 0 caller→callee, 1"
          + " callee→caller\"")
  void numbersAreThoseOfTheProtocol() {
    assertThat(MediaStream.AUDIO.number()).isZero();
    assertThat(MediaStream.VIDEO.number()).isEqualTo(1);
    assertThat(MediaStream.SCREEN.number()).isEqualTo(2);
    assertThat(MediaStream.DATA.number()).isEqualTo(3);
    assertThat(Direction.CALLER_TO_CALLEE.bit()).isZero();
    assertThat(Direction.CALLEE_TO_CALLER.bit()).isEqualTo(1);
    assertThat(CallRole.CALLER.sends()).isEqualTo(Direction.CALLER_TO_CALLEE);
    assertThat(CallRole.CALLEE.sends()).isEqualTo(Direction.CALLEE_TO_CALLER);
  }

  @Example
  void refusesEpochsThatDoNotFit() {
    for (long epoch : new long[] {-1, 1L << 32, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new CallKid(epoch, MediaStream.AUDIO, Direction.CALLER_TO_CALLEE));
    }
  }
}
