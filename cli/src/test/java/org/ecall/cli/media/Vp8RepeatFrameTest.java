package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The frame that repeats a picture, decoded by a bit decoder written from RFC 6386 §7.3. */
final class Vp8RepeatFrameTest {

  /** Decodes what {@link Vp8BoolEncoder} codes; zero bits follow the end. */
  private static final class BoolDecoder {

    private final byte[] bytes;
    private int next;
    private int value;
    private int range = 255;
    private int bitsLeft = 8;

    BoolDecoder(byte[] bytes, int offset) {
      this.bytes = bytes;
      next = offset;
      value = (nextByte() << 8) | nextByte();
    }

    int bit(int probability) {
      int split = 1 + (((range - 1) * probability) >> 8);
      boolean one = value >= split << 8;
      value -= one ? split << 8 : 0;
      range = one ? range - split : split;
      while (range < 128) {
        range <<= 1;
        value <<= 1;
        if (--bitsLeft == 0) {
          value |= nextByte();
          bitsLeft = 8;
        }
      }
      return one ? 1 : 0;
    }

    int literal(int bits) {
      int result = 0;
      for (int i = 0; i < bits; i++) {
        result = (result << 1) | bit(128);
      }
      return result;
    }

    private int nextByte() {
      int result = next < bytes.length ? bytes[next] & 0xFF : 0;
      next++;
      return result;
    }
  }

  @Property(tries = 500)
  void codedBitsDecode(
      @ForAll @Size(max = 2_000) boolean[] bits, @ForAll @Size(min = 1, max = 50) byte[] odds) {
    Vp8BoolEncoder encoder = new Vp8BoolEncoder();
    for (int i = 0; i < bits.length; i++) {
      encoder.bit(bits[i], probability(odds, i));
    }
    BoolDecoder decoder = new BoolDecoder(encoder.finish(), 0);
    for (int i = 0; i < bits.length; i++) {
      assertThat(decoder.bit(probability(odds, i)) != 0).isEqualTo(bits[i]);
    }
  }

  private static int probability(byte[] odds, int i) {
    return Math.max(1, odds[i % odds.length] & 0xFF);
  }

  @Property(tries = 50)
  void itsMacroblocksRepeatTheReference(
      @ForAll @IntRange(min = 1, max = 700) int width,
      @ForAll @IntRange(min = 1, max = 700) int height,
      @ForAll @IntRange(min = 0, max = 3) int version) {
    byte[] frame = Vp8RepeatFrame.of(new Vp8KeyFrame(version, width, height));
    int tag = (frame[0] & 0xFF) | ((frame[1] & 0xFF) << 8) | ((frame[2] & 0xFF) << 16);
    assertThat(tag & 1).as("inter frame").isEqualTo(1);
    assertThat((tag >> 1) & 7).as("version").isEqualTo(version);
    assertThat((tag >> 4) & 1).as("shown").isEqualTo(1);
    assertThat(tag >> 5).as("first partition").isEqualTo(frame.length - 3 - 4);

    BoolDecoder in = new BoolDecoder(frame, 3);
    assertThat(in.literal(3)).as("segmentation without update").isEqualTo(0b100);
    // From the filter type to refresh_last: no filter, no copies, nothing refreshed or kept.
    assertThat(in.literal(13)).isZero();
    assertThat(in.literal(12)).isZero();
    assertThat(in.literal(10)).isZero();
    assertNoUpdates(in, "coefficients", Vp8Probabilities::forEachCoefficient);
    assertThat(in.literal(1)).as("mb_no_coeff_skip").isEqualTo(1);
    int skipFalse = in.literal(8);
    int intra = in.literal(8);
    int last = in.literal(8);
    assertThat(in.literal(8)).as("golden").isEqualTo(255);
    assertThat(in.literal(2)).as("intra mode updates").isZero();
    assertNoUpdates(in, "motion", Vp8Probabilities::forEachMotion);

    for (int y = 0; y < height; y += 16) {
      for (int x = 0; x < width; x += 16) {
        assertThat(in.bit(skipFalse)).as("skipped").isEqualTo(1);
        assertThat(in.bit(intra)).as("predicted").isEqualTo(1);
        assertThat(in.bit(last)).as("not from last").isZero();
        int weight = (y > 0 ? 2 : 0) + (x > 0 ? 2 : 0) + (x > 0 && y > 0 ? 1 : 0);
        // The contexts that occur, from RFC 6386 §16.3.
        int unmoved = weight == 0 ? 7 : weight == 2 ? 135 : 234;
        assertThat(in.bit(unmoved)).as("moved").isZero();
      }
    }
  }

  @Test
  void itIsSmall() {
    assertThat(Vp8RepeatFrame.of(new Vp8KeyFrame(0, 480, 270))).hasSizeLessThan(40);
    assertThat(Vp8RepeatFrame.of(new Vp8KeyFrame(0, 16_383, 16_383))).hasSizeLessThan(40_000);
  }

  @Test
  void keyFramesStateTheirSize() {
    byte[] key = {0x16, 0, 0, (byte) 0x9D, 1, 0x2A, (byte) 0xE0, 0x41, 0x0E, (byte) 0x81};
    assertThat(Vp8KeyFrame.parse(key)).isEqualTo(new Vp8KeyFrame(3, 480, 270));
    assertThat(Vp8KeyFrame.parse(new byte[] {0x16, 0, 0})).isNull();
    assertThat(Vp8KeyFrame.parse(new byte[0])).isNull();
    key[0] = 0x17;
    assertThat(Vp8KeyFrame.parse(key)).isNull();
    key[0] = 0x16;
    key[5] = 0;
    assertThat(Vp8KeyFrame.parse(key)).isNull();
  }

  /** What RFC 6386 §13.4 and §17.2 print, as a digest of their bytes. */
  @Test
  void theTablesAreThoseOfTheRfc() throws NoSuchAlgorithmException {
    ByteArrayOutputStream coefficients = new ByteArrayOutputStream();
    Vp8Probabilities.forEachCoefficient(coefficients::write);
    assertThat(coefficients.size()).isEqualTo(4 * 8 * 3 * 11);
    assertThat(sha256(coefficients))
        .isEqualTo("81d127cba3750eddd8b9dac7aecfc59683aa1d0f7b141c315930d8efbf20b48a");
    ByteArrayOutputStream motion = new ByteArrayOutputStream();
    Vp8Probabilities.forEachMotion(motion::write);
    assertThat(motion.size()).isEqualTo(2 * 19);
    assertThat(sha256(motion))
        .isEqualTo("f953158c41ac900b09cb1f3f636849f540e4bdf5ec91cca4f12060b474dba288");
  }

  private static String sha256(ByteArrayOutputStream bytes) throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    return HexFormat.of().formatHex(digest);
  }

  private static void assertNoUpdates(
      BoolDecoder in, String what, Consumer<IntConsumer> probabilities) {
    probabilities.accept(kept -> assertThat(in.bit(kept)).as(what).isZero());
  }
}
