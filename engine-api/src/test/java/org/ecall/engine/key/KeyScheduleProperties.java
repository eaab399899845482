package org.ecall.engine.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ecall.engine.CipherSuite;

@PropertyDefaults(tries = 40)
class KeyScheduleProperties {

  private static final SecretAccess ACCESS = SecretAccess.leaksKeyBytes();
  private static final byte[] EMPTY = {};

  /** The formulas of section 3 of PROTOCOL.md, a line each, over the JDK's HKDF. */
  private static final class Schedule {

    final byte[] epochSecret;
    final int epoch;

    private Schedule(byte[] epochSecret, int epoch) {
      this.epochSecret = epochSecret;
      this.epoch = epoch;
    }

    static Schedule first(byte[] secret, byte[] context) {
      byte[] prk = JdkHkdf.SHA512.extract(context, secret);
      return new Schedule(JdkHkdf.SHA512.expand(prk, label("eCall epoch"), 64), 0);
    }

    Schedule next() {
      byte[] prk = JdkHkdf.SHA512.extract(EMPTY, epochSecret);
      return new Schedule(JdkHkdf.SHA512.expand(prk, label("eCall ratchet"), 64), epoch + 1);
    }

    byte[] base(int direction) {
      return JdkHkdf.SHA512.expand(epochSecret, label("eCall base", direction, epoch), 64);
    }

    static byte[] label(String text) {
      return text.getBytes(US_ASCII);
    }

    static byte[] label(String text, int u8, int u32) {
      return ByteBuffer.allocate(text.length() + 5)
          .put(label(text))
          .put((byte) u8)
          .putInt(u32)
          .array();
    }

    static byte[] label(String text, long u64, int u16) {
      return ByteBuffer.allocate(text.length() + 10)
          .put(label(text))
          .putLong(u64)
          .putShort((short) u16)
          .array();
    }
  }

  private static SessionSecret session(byte[] secret, byte[] context) {
    return SessionSecret.copyOf(secret, context);
  }

  @Property
  @Label(
      "R3-1, R3-2, R2-5: ES(0), ES(e+1), base(e,d), KID, sframe_key, sframe_salt, commit, as"
          + " written")
  void followsTheFormulas(
      @ForAll @Size(32) byte[] secret,
      @ForAll @Size(64) byte[] context,
      @ForAll @IntRange(max = 5) int epochs,
      @ForAll MediaStream stream,
      @ForAll Direction direction,
      @ForAll CipherSuite suite) {
    Schedule schedule = Schedule.first(secret, context);
    try (SessionSecret session = session(secret, context)) {
      EpochSecret epochSecret = EpochSecret.first(session);
      for (int i = 0; i < epochs; i++) {
        schedule = schedule.next();
        epochSecret = epochSecret.next();
      }
      assertThat(epochSecret.epoch()).isEqualTo(epochs);
      assertThat(epochSecret.toByteArray(ACCESS)).isEqualTo(schedule.epochSecret);
      assertThat(epochSecret.baseKey(direction).toByteArray(ACCESS))
          .isEqualTo(schedule.base(direction.bit()));
      assertKeys(epochSecret.frameKeys(suite, stream, direction), schedule, stream, direction);
    }
  }

  private static void assertKeys(
      FrameKeys keys, Schedule schedule, MediaStream stream, Direction direction) {
    int suite = keys.suite().id();
    JdkHkdf hkdf = suite == 4 ? JdkHkdf.SHA256 : JdkHkdf.SHA512;
    long kid = ((long) schedule.epoch << 3) | (stream.number() << 1) | direction.bit();
    byte[] secret = hkdf.extract(EMPTY, schedule.base(direction.bit()));
    byte[] keyLabel = Schedule.label("SFrame 1.0 Secret key ", kid, suite);
    byte[] saltLabel = Schedule.label("SFrame 1.0 Secret salt ", kid, suite);
    byte[] commitLabel = Schedule.label("eCall commit", kid, suite);
    assertThat(keys.kid()).isEqualTo(kid);
    assertThat(keys.sframeSecret().heapCopy()).isEqualTo(secret);
    assertThat(keys.sframeKey().heapCopy())
        .isEqualTo(hkdf.expand(secret, keyLabel, suite == 4 ? 16 : 32));
    assertThat(keys.sframeSalt().heapCopy()).isEqualTo(hkdf.expand(secret, saltLabel, 12));
    assertThat(keys.commitment()).isEqualTo(hkdf.expand(secret, commitLabel, 32));
  }

  @Property(tries = 5)
  @Label(
      "R3-1: \"every direction, stream, epoch and suite MUST have a key and salt of its own\";"
          + " R3-2")
  void noTwoKeysOfACallAreEqual(@ForAll @Size(32) byte[] secret, @ForAll @Size(64) byte[] context) {
    Set<String> keys = new HashSet<>();
    Set<String> salts = new HashSet<>();
    Set<String> commitments = new HashSet<>();
    byte[] otherCall = context.clone();
    otherCall[63] ^= 1;
    int derived = 0;
    for (byte[] call : new byte[][] {context, otherCall}) {
      EpochSecret epochSecret = EpochSecret.first(session(secret, call));
      for (int epoch = 0; epoch < 4; epoch++, epochSecret = epochSecret.next()) {
        for (MediaStream stream : MediaStream.values()) {
          for (Direction direction : Direction.values()) {
            for (CipherSuite suite : CipherSuite.values()) {
              FrameKeys frameKeys = epochSecret.frameKeys(suite, stream, direction);
              keys.add(prefix(frameKeys.sframeKey()));
              salts.add(prefix(frameKeys.sframeSalt()));
              commitments.add(HexFormat.of().formatHex(frameKeys.commitment()));
              derived++;
            }
          }
        }
      }
    }
    assertThat(keys).hasSize(derived);
    assertThat(salts).hasSize(derived);
    assertThat(commitments).hasSize(derived);
  }

  private static String prefix(SecretBytes secret) {
    return HexFormat.of().formatHex(secret.heapCopy(), 0, 12);
  }

  @Property
  @Label("R3-1: the secret is \"never used as an AES key itself\"")
  void theSecretIsNeverAKey(@ForAll @Size(32) byte[] secret, @ForAll @Size(64) byte[] context) {
    EpochSecret first = EpochSecret.first(session(secret, context));
    for (Direction direction : Direction.values()) {
      FrameKeys keys =
          first.frameKeys(CipherSuite.AES_256_GCM_SHA512_128, MediaStream.AUDIO, direction);
      assertThat(keys.sframeKey().heapCopy()).isNotEqualTo(secret);
    }
  }

  @Property
  void bothRolesDeriveTheSame(@ForAll @Size(32) byte[] secret, @ForAll @Size(64) byte[] context) {
    EpochSecret caller = EpochSecret.first(session(secret, context)).next();
    EpochSecret callee = EpochSecret.first(session(secret, context)).next();
    assertThat(CallRole.CALLER.sends()).isEqualTo(CallRole.CALLEE.sends().reverse());
    for (Direction direction : Direction.values()) {
      assertThat(caller.baseKey(direction).toByteArray(ACCESS))
          .isEqualTo(callee.baseKey(direction).toByteArray(ACCESS));
    }
  }
}
