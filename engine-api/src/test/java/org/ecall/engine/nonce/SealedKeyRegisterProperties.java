package org.ecall.engine.nonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.TestEngines;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.FrameKeys;

class SealedKeyRegisterProperties {

  private static final CipherSuite SUITE = CipherSuite.AES_256_GCM_SHA512_128;

  /** Close together, at the ends, and spread: chains of collisions of every length. */
  @Provide
  Arbitrary<List<Long>> fingerprints() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(-40, 40),
            Arbitraries.longs().between(0, 3).map(slot -> 17 + slot * 64),
            Arbitraries.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE),
            Arbitraries.longs())
        .list()
        .ofMaxSize(300)
        .withoutEdgeCases();
  }

  @Property
  void isASetThatOnlyGrows(@ForAll("fingerprints") List<Long> fingerprints) {
    var register = new SealedKeyRegister();
    Set<Long> model = new HashSet<>();
    for (long fingerprint : fingerprints) {
      // Zero marks an empty slot, so it shares the fingerprint of one.
      boolean unknown = model.add(fingerprint == 0 ? 1 : fingerprint);
      assertThat(register.add(fingerprint)).isEqualTo(unknown);
      assertThat(register.size()).isEqualTo(model.size());
    }
    for (long known : model) {
      assertThat(register.add(known)).isFalse();
    }
  }

  @Property(tries = 5)
  @Label("R4-2: \"The register of their fingerprints takes at most 16 bytes a key.\"")
  void takesAtMostSixteenBytesAKeyAndForgetsNone(@ForAll Random random) {
    var register = new SealedKeyRegister();
    long[] added = random.longs(60_000).distinct().toArray();
    for (int i = 0; i < added.length; i++) {
      assertThat(register.add(added[i])).isTrue();
      if (i + 1 >= 1_000) {
        assertThat(register.sizeBytes()).isLessThanOrEqualTo(16L * (i + 1));
      }
    }
    assertThat(register.size()).isEqualTo(added.length);
    assertThat(register.sizeBytes()).isGreaterThanOrEqualTo(8L * added.length);
    for (long known : added) {
      assertThat(register.add(known)).isFalse();
    }
  }

  @Property(tries = 50)
  @Label(
      "R4-2: \"A key and salt that have been given to a sealer in this process MUST NOT be given to"
          + " a second one, closed or not\"")
  void knowsAKeyAgainAfterItsOwnersClosedIt(
      @ForAll @IntRange(max = 1 << 20) int kid, @ForAll @IntRange(min = 1, max = 9) int other) {
    var register = new SealedKeyRegister();
    byte[] bytes = TestEngines.random(32);
    assertThat(add(register, SUITE, kid, bytes)).isTrue();
    assertThat(add(register, SUITE, kid, bytes)).isFalse();
    assertThat(add(register, SUITE, kid + other, bytes)).isTrue();
    assertThat(add(register, CipherSuite.AES_128_GCM_SHA256_128, kid, bytes)).isTrue();
    bytes[other] ^= 1;
    assertThat(add(register, SUITE, kid, bytes)).isTrue();
    assertThat(register.size()).isEqualTo(4);
  }

  private static boolean add(
      SealedKeyRegister register, CipherSuite suite, long kid, byte[] baseKey) {
    try (BaseKey base = BaseKey.copyOf(baseKey);
        FrameKeys keys = FrameKeys.derive(suite, kid, base)) {
      return register.add(keys);
    }
  }
}
