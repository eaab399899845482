package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ecall.engine.key.BaseKey;

/** What is sealed opens, and is on the wire what RFC 9605 says. */
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class FrameProperties {

  private static final byte CANARY = (byte) 0xa5;

  @Provide
  Arbitrary<Integer> payloadSizes() {
    return Arbitraries.oneOf(
        Arbitraries.of(0, 1, 15, 16, 17, 160, 1_200, 65_535, 65_536, 200_000),
        Arbitraries.integers().between(0, 300));
  }

  @Provide
  Arbitrary<Long> u64() {
    return Unsigned64.any();
  }

  @Property
  @Label("R2-3: \"nonce = sframe_salt XOR u96(CTR); AAD = header ‖ metadata\", R2-4, R2-5, in F1")
  void sealsWhatTheRfcSaysAndOpensIt(
      @ForAll CipherSuite suite,
      @ForAll("u64") long kid,
      @ForAll("payloadSizes") int size,
      @ForAll @Size(max = 40) byte[] metadata,
      @ForAll @IntRange(max = 20) int framesBefore) {
    byte[] baseKey = TestEngines.random(32);
    byte[] payload = TestEngines.random(size);
    var reference = new ReferenceSframe(suite, baseKey, kid);
    try (MediaEngine engine = TestEngines.open(TestEngines.OPTIONS.withSuite(suite));
        BaseKey key = BaseKey.copyOf(baseKey)) {
      FrameSealer sealer = engine.newSealer(kid, key);
      FrameOpener opener = engine.newOpener();
      opener.addKey(kid, key);
      assertThat(sealer.kid()).isEqualTo(kid);
      for (int ctr = 0; ctr < framesBefore; ctr++) {
        assertThat(Frames.seal(sealer)).isEqualTo(reference.frame(ctr, Frames.PAYLOAD));
      }
      byte[] frame = Frames.seal(sealer, payload, metadata);
      assertThat(frame).isEqualTo(reference.frame(framesBefore, payload, metadata));

      Opened opened = Opened.by(opener, frame, metadata);
      assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
      assertThat(opened.plaintext).isEqualTo(payload);
      assertThat(opened.kid).isEqualTo(kid);
      assertThat(opened.ctr).isEqualTo(framesBefore);
    }
  }

  @Property
  void opensAnyCounterThatTheOtherSideMayUse(
      @ForAll CipherSuite suite, @ForAll("u64") long kid, @ForAll("u64") long ctr) {
    byte[] baseKey = TestEngines.random(32);
    byte[] frame = new ReferenceSframe(suite, baseKey, kid).frame(ctr, Frames.PAYLOAD, (byte) 7);
    try (MediaEngine engine = TestEngines.open(TestEngines.OPTIONS.withSuite(suite));
        BaseKey key = BaseKey.copyOf(baseKey)) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(kid, key);
      Opened opened = Opened.by(opener, frame, (byte) 7);
      assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
      assertThat(opened.plaintext).isEqualTo(Frames.PAYLOAD);
      assertThat(opened.ctr).isEqualTo(ctr);
      assertThat(opened.kid).isEqualTo(kid);
    }
  }

  @Property
  void readsAndWritesWithinTheRangesItIsGiven(
      @ForAll("payloadSizes") int size,
      @ForAll @IntRange(max = 40) int before,
      @ForAll @IntRange(max = 40) int behind,
      @ForAll @Size(max = 300) byte[] metadata) {
    byte[] payload = TestEngines.random(size);
    byte[] in = surrounded(payload, before, behind);
    int room = size + FrameSealer.MAX_OVERHEAD_BYTES;
    byte[] sealed = surrounded(new byte[room], behind, before);
    try (MediaEngine engine = TestEngines.open();
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(5, key);
      int frameBytes = engine.newSealer(5, key).seal(in, before, size, sealed, behind, metadata);
      int capacity = FrameOpener.plaintextCapacityBytes(frameBytes);
      byte[] out = surrounded(new byte[capacity], before, behind);
      assertThat(in).isEqualTo(surrounded(payload, before, behind));
      assertCanaries(sealed, behind, room);

      byte[] sealedBefore = sealed.clone();
      var result = new OpenResult();
      opener.open(sealed, behind, frameBytes, out, before, metadata, result);
      assertThat(result.status()).isEqualTo(OpenStatus.OPENED);
      assertThat(result.sizeBytes()).isEqualTo(size);
      assertThat(Arrays.copyOfRange(out, before, before + size)).isEqualTo(payload);
      assertThat(sealed).isEqualTo(sealedBefore);
      assertCanaries(out, before, capacity);
    }
  }

  private static byte[] surrounded(byte[] bytes, int before, int behind) {
    byte[] all = new byte[before + bytes.length + behind];
    Arrays.fill(all, CANARY);
    System.arraycopy(bytes, 0, all, before, bytes.length);
    return all;
  }

  private static void assertCanaries(byte[] all, int from, int size) {
    for (int i = 0; i < all.length; i++) {
      if (i < from || i >= from + size) {
        assertThat(all[i]).as("byte %d, range %d + %d", i, from, size).isEqualTo(CANARY);
      }
    }
  }

  /** RFC 9605, appendix C.3. */
  @Example
  void opensTheFramesOfTheRfc() {
    assertOpens(
        CipherSuite.AES_128_GCM_SHA256_128,
        "9901234567b7412c2513a1b66dbb48841bbaf17f598751176ad847681a69c6d0b091c07018ce4adb34eb");
    assertOpens(
        CipherSuite.AES_256_GCM_SHA512_128,
        "990123456794f509d36e9beacb0e261d99c7d1e972f1fed787d4049f17ca21353c1cc24d56ceabced279");
  }

  private static void assertOpens(CipherSuite suite, String frame) {
    byte[] baseKey = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    byte[] metadata = HexFormat.of().parseHex("4945544620534672616d65205747");
    try (MediaEngine engine = TestEngines.open(TestEngines.OPTIONS.withSuite(suite));
        BaseKey key = BaseKey.copyOf(baseKey)) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(0x123, key);
      Opened opened = Opened.by(opener, HexFormat.of().parseHex(frame), metadata);
      assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
      assertThat(opened.plaintext).isEqualTo(Frames.PAYLOAD);
      assertThat(opened.ctr).isEqualTo(0x4567);
    }
  }
}
