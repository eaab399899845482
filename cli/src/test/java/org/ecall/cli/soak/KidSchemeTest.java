package org.ecall.cli.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecall.cli.network.Side;
import org.ecall.engine.key.CallKid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KidSchemeTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 1_000_003, Long.MAX_VALUE >>> 1})
  void groupKidsSayGenerationAndStream(long base) {
    var kids = new KidScheme.OfGroup(base);
    for (long generation = 0; generation < 20; generation++) {
      for (int stream = 0; stream < Streams.COUNT; stream++) {
        long kid = kids.kid(generation, stream);
        assertThat(kids.generation(kid)).isEqualTo(generation);
        assertThat(kids.stream(kid)).isEqualTo(stream);
      }
    }
  }

  @Test
  void callKidsSayEpochAndStream() {
    var kids = new KidScheme.OfCall();
    for (int stream = 0; stream < Streams.COUNT; stream++) {
      Side sender = Streams.sender(stream);
      long kid = new CallKid(9, Streams.kind(stream), sender.role().sends()).value();
      assertThat(kids.generation(kid)).isEqualTo(9);
      assertThat(kids.stream(kid)).isEqualTo(stream);
    }
  }
}
