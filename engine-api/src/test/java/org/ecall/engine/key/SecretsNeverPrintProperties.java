package org.ecall.engine.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.TestEngines;

class SecretsNeverPrintProperties {

  private static final SecretAccess ACCESS = SecretAccess.leaksKeyBytes();

  @Property(tries = 100)
  @Label("R3-3: a secret \"MUST NOT appear in a string, a log or an exception\"")
  void whatHoldsASecretDoesNotPrintIt(@ForAll @LongRange(max = 1L << 60) long kid) {
    byte[] secret = TestEngines.random(32);
    byte[] context = TestEngines.random(64);
    SessionSecret session = SessionSecret.copyOf(secret, context);
    EpochSecret epoch = EpochSecret.first(session);
    BaseKey base = epoch.baseKey(Direction.CALLER_TO_CALLEE);
    FrameKeys keys = FrameKeys.derive(CipherSuite.AES_256_GCM_SHA512_128, kid, base);
    SecretBytes bytes = SecretBytes.copyOf(secret);
    List<byte[]> secrets =
        List.of(
            secret,
            epoch.toByteArray(ACCESS),
            base.toByteArray(ACCESS),
            keys.sframeSecret().toByteArray(ACCESS),
            keys.sframeKey().toByteArray(ACCESS),
            keys.sframeSalt().toByteArray(ACCESS));
    for (Object holder : List.of(session, epoch, base, keys, bytes, keys.sframeSalt(), ACCESS)) {
      secrets.forEach(leak -> assertHides(holder.toString(), leak));
    }
  }

  /** No four bytes in a row in any of the usual notations. */
  private static void assertHides(String text, byte[] secret) {
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i + 4 <= secret.length; i += 4) {
      byte[] part = Arrays.copyOfRange(secret, i, i + 4);
      assertThat(lower).doesNotContain(HexFormat.of().formatHex(part));
      assertThat(lower).doesNotContain(HexFormat.ofDelimiter(":").formatHex(part));
    }
    String decimal = Arrays.toString(Arrays.copyOf(secret, 6));
    assertThat(text).doesNotContain(decimal.substring(1, decimal.length() - 1));
    assertThat(text).doesNotContain(Base64.getEncoder().encodeToString(secret).substring(0, 8));
    assertThat(text).doesNotContain(new BigInteger(1, secret).toString().substring(0, 8));
  }
}
