package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;

/** A batch makes of its frames what they become one after the other, in the order of adding. */
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
class FrameBatchProperties {

  private static final int KIDS = 3;
  private static final int FRAMES = 60;
  private static final int WINDOW = 64;

  /** From how many frames on a pass is worth it: all in passes, some, and none. */
  private static BatchHookBackend backend(Random random) {
    int[] least = {1, 2, 3, TogetherBatch.NEVER};
    return new BatchHookBackend(least[random.nextInt(least.length)]);
  }

  private static <T extends Enum<T>> T any(Random random, Class<T> type) {
    T[] all = type.getEnumConstants();
    return all[random.nextInt(all.length)];
  }

  @Property
  @Label("R4-1, R4-3: counters, limits and bytes of a batch are those of single frames")
  void seals(@ForAll long seed, @ForAll @IntRange(min = 1, max = 17) int capacity) {
    Random random = new Random(seed);
    SealLimits limits = new SealLimits(20, 60, 1 + random.nextInt(30));
    byte[][] baseKeys = new byte[KIDS][];
    try (MediaEngine engine =
            TestEngines.open(TestEngines.OPTIONS.withSealLimits(limits), backend(random));
        BaseKey otherKey = TestEngines.freshBaseKey()) {
      FrameSealer[] batched = new FrameSealer[KIDS];
      FrameSealer[] single = new FrameSealer[KIDS];
      long[] counters = new long[KIDS];
      for (int kid = 0; kid < KIDS; kid++) {
        baseKeys[kid] = TestEngines.random(32);
        try (BaseKey key = BaseKey.copyOf(baseKeys[kid])) {
          batched[kid] = engine.newSealer(kid, key);
        }
        single[kid] = engine.newSealer(kid, otherKey);
      }
      FrameBatch batch = engine.newBatch(capacity);
      for (int frames = 0; frames < FRAMES; ) {
        batch.clear();
        int size = 1 + random.nextInt(capacity);
        int[] kids = new int[size];
        byte[][] payloads = new byte[size][];
        byte[][] metadata = new byte[size][];
        List<BatchedFrames.Entry> entries = new ArrayList<>();
        var shared = new BatchedFrames.Shared();
        for (int i = 0; i < size; i++) {
          kids[i] = i > 0 && random.nextBoolean() ? kids[i - 1] : random.nextInt(KIDS);
          payloads[i] = TestEngines.random(random.nextInt(60));
          metadata[i] = TestEngines.random(Math.max(0, random.nextInt(6) - 3));
          FrameSealer sealer = batched[kids[i]];
          var memory = any(random, BatchedFrames.Memory.class);
          entries.add(
              random.nextInt(3) > 0
                  ? BatchedFrames.addSeal(batch, sealer, shared, payloads[i], metadata[i])
                  : BatchedFrames.addSeal(batch, sealer, memory, payloads[i], metadata[i]));
        }
        batch.run();
        for (int i = 0; i < size; i++) {
          int kid = kids[i];
          int index = entries.get(i).index;
          try {
            Frames.seal(single[kid], payloads[i], metadata[i]);
          } catch (SealLimitException e) {
            assertThatExceptionOfType(SealLimitException.class)
                .isThrownBy(() -> batch.sealedSizeBytes(index))
                .withMessage(e.getMessage());
            continue;
          }
          var reference =
              new ReferenceSframe(CipherSuite.AES_256_GCM_SHA512_128, baseKeys[kid], kid);
          assertThat(entries.get(i).sealed(batch))
              .isEqualTo(reference.frame(counters[kid]++, payloads[i], metadata[i]));
        }
        frames += size;
      }
    }
  }

  @Property
  @Label("R6-1 to R6-6: statuses, outputs, windows and failure counts are those of single frames")
  void opens(@ForAll long seed, @ForAll @IntRange(min = 1, max = 17) int capacity) {
    Random random = new Random(seed);
    var batchedEvents = new RecordedEvents();
    var singleEvents = new RecordedEvents();
    EngineOptions options =
        TestEngines.OPTIONS.withReplayWindowFrames(WINDOW).withOpenLimits(new OpenLimits(4, 9));
    try (MediaEngine engine =
            TestEngines.open(options.withListener(batchedEvents), backend(random));
        MediaEngine other = TestEngines.open(options.withListener(singleEvents));
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener batched = engine.newOpener();
      FrameOpener single = other.newOpener();
      for (int kid = 0; kid < KIDS + 1; kid++) {
        batched.addKey(kid, key);
        single.addKey(kid, key);
      }
      batched.retireKey(KIDS);
      single.retireKey(KIDS);
      FrameBatch batch = engine.newBatch(capacity);
      long around = 100;
      for (int frames = 0; frames < FRAMES; ) {
        List<byte[]> received = new ArrayList<>();
        int size = 1 + random.nextInt(capacity);
        for (int i = 0; i < size; i++) {
          around += random.nextInt(20) == 0 ? random.nextInt(3 * WINDOW) : random.nextInt(3);
          received.add(received(random, key, around));
        }
        assertSame(batch, random, batched, single, received);
        frames += size;
      }
      assertThat(batchedEvents.all()).isEqualTo(singleEvents.all());
      for (int kid = 0; kid < KIDS; kid++) {
        for (long ctr = Math.max(0, around - 2 * WINDOW); ctr < around + WINDOW; ctr++) {
          byte[] frame = Frames.genuine(key, kid, ctr);
          assertThat(Opened.statusBy(batched, frame))
              .as("the window of KID %d at %d", kid, ctr)
              .isEqualTo(Opened.statusBy(single, frame));
        }
      }
    }
  }

  /** A frame as it comes in: mostly genuine, and mostly near a counter. */
  private static byte[] received(Random random, BaseKey key, long around) {
    // One more KID is retired and one more unknown.
    int kid = random.nextInt(10) == 0 ? random.nextInt(KIDS + 2) : random.nextInt(KIDS);
    long ctr = Math.max(0, around - random.nextInt(random.nextInt(8) == 0 ? 2 * WINDOW : 8));
    return switch (random.nextInt(8)) {
      case 0 -> Frames.forged(kid, ctr);
      case 1 -> Frames.forged(kid, ctr + random.nextInt(1_000), 10 + random.nextInt(30));
      case 2 -> TestEngines.random(random.nextInt(40));
      default -> Frames.genuine(key, kid, ctr);
    };
  }

  /** Opens frames in a batch and one by one, and compares. */
  private static void assertSame(
      FrameBatch batch,
      Random random,
      FrameOpener batched,
      FrameOpener single,
      List<byte[]> received) {
    batch.clear();
    List<BatchedFrames.Entry> entries = new ArrayList<>();
    byte[] metadata = random.nextInt(8) == 0 ? new byte[] {1} : new byte[0];
    List<BatchedFrames.Memory> memories = new ArrayList<>();
    var shared = new BatchedFrames.Shared();
    for (byte[] frame : received) {
      memories.add(any(random, BatchedFrames.Memory.class));
      if (random.nextInt(3) > 0) {
        memories.set(memories.size() - 1, BatchedFrames.Memory.ARRAYS);
        entries.add(BatchedFrames.addOpen(batch, batched, shared, frame, metadata));
      } else {
        entries.add(BatchedFrames.addOpen(batch, batched, memories.getLast(), frame, metadata));
      }
    }
    batch.run();
    for (int i = 0; i < received.size(); i++) {
      BatchedFrames.Entry entry = entries.get(i);
      Opened expected = Opened.by(single, received.get(i), metadata);
      assertThat(entry.result.status()).as("frame %d", i).isEqualTo(expected.status);
      assertThat(entry.plaintext()).isEqualTo(expected.plaintext);
      if (expected.status != OpenStatus.MALFORMED) {
        assertThat(entry.result.kid()).isEqualTo(expected.kid);
        assertThat(entry.result.ctr()).isEqualTo(expected.ctr);
      }
      if (expected.status != OpenStatus.OPENED && !memories.get(i).overlaps()) {
        assertUnchangedOrZero(entry.out());
      }
    }
  }

  /** All as it was, or zero in the range of the plaintext. */
  private static void assertUnchangedOrZero(byte[] out) {
    int zeros = 0;
    while (zeros < out.length && out[zeros] == 0) {
      zeros++;
    }
    byte[] behind = Arrays.copyOfRange(out, zeros, out.length);
    for (byte one : behind) {
      assertThat(one).isEqualTo(BatchedFrames.CANARY);
    }
  }

  @Property
  @Label("R5-1 to R5-5: epochs come and go within batches as they do between single frames")
  void followsEpochs(@ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int capacity) {
    Random random = new Random(seed);
    var clock = new ManualClock();
    EngineOptions options =
        TestEngines.OPTIONS
            .withReplayWindowFrames(WINDOW)
            .withNanoClock(clock)
            .withGracePeriod(Duration.ofSeconds(random.nextInt(3)));
    try (MediaEngine engine = TestEngines.open(options, backend(random));
        MediaEngine other = TestEngines.open(options);
        SessionSecret secret = TestEngines.freshSessionSecret()) {
      CallSession caller = other.openCall(CallRole.CALLER, secret);
      CallSession batched = engine.openCall(CallRole.CALLEE, secret);
      CallSession single = other.openCall(CallRole.CALLEE, secret);
      FrameBatch batch = engine.newBatch(capacity);
      List<byte[]> sent = new ArrayList<>();
      for (int step = 0; step < 30; step++) {
        if (random.nextInt(3) == 0) {
          caller.stageNextEpoch();
          caller.activateStagedEpoch();
          batched.stageNextEpoch();
          batched.activateStagedEpoch();
          single.stageNextEpoch();
          single.activateStagedEpoch();
        }
        clock.advance(Duration.ofMillis(random.nextInt(700)));
        for (int i = 0; i < 4; i++) {
          sent.add(Frames.seal(caller.sealer(any(random, MediaStream.class))));
        }
        List<byte[]> received = new ArrayList<>();
        int size = 1 + random.nextInt(capacity);
        for (int i = 0; i < size; i++) {
          byte[] frame = sent.get(Math.max(0, sent.size() - 1 - random.nextInt(14)));
          received.add(random.nextInt(9) == 0 ? Frames.flipBit(frame, 90) : frame);
        }
        assertSame(batch, random, batched.opener(), single.opener(), received);
      }
    }
  }
}
