package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.ecall.engine.event.EngineEvent.AuthenticationAlarm;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.nonce.SealedKeyRegister;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Forged, malformed and unknown-KID frames in numbers. {@code -Decall.flood.frames=10000000} floods
 * with as many as the project promises to withstand.
 */
class FloodTest {

  private static final int FRAMES = Integer.getInteger("ecall.flood.frames", 200_000);

  /** Batches that a path may need until the JIT compiler has removed what it can. */
  private static final int MOST_WARM_UPS = 40;

  private static final int GARBAGE_FRAMES = 1 << 12;
  private static final int BATCH_FRAMES = 20_000;
  private static final byte[] NO_METADATA = {};
  private static final byte[] METADATA = {1, 2, 3};
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Random random = new Random(4);
  private final OpenResult result = new OpenResult();
  private final byte[] out = new byte[2_000];

  /** What a hostile forwarder sends: frames that a genuine one was the model for, and noise. */
  private byte[][] garbage(long[] knownKids, long[] otherKids, byte[] genuine) {
    byte[][] frames = new byte[GARBAGE_FRAMES][];
    for (int i = 0; i < frames.length; i++) {
      long known = knownKids[random.nextInt(knownKids.length)];
      long other = otherKids[random.nextInt(otherKids.length)];
      long ctr = random.nextLong() >>> random.nextInt(64);
      frames[i] =
          switch (i & 7) {
            case 0 -> noise(random.nextInt(17));
            case 1 -> notMinimal();
            case 2 -> Frames.forged(-1, -1, random.nextInt(16));
            case 3 -> Frames.forged(other, ctr, 16 + random.nextInt(1_000));
            case 4 -> Arrays.copyOf(genuine, random.nextInt(genuine.length));
            default -> Frames.forged(known, ctr, 16 + random.nextInt(1_000));
          };
    }
    return frames;
  }

  private byte[] noise(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] notMinimal() {
    byte[] frame = noise(17 + random.nextInt(1_000));
    frame[0] |= (byte) 0x88;
    frame[1] = 0;
    return frame;
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Sends garbage until so many frames are refused; fails if one opens. */
  private void flood(FrameOpener opener, byte[][] garbage, int frames, byte[] metadata) {
    for (int i = 0; i < frames; i++) {
      byte[] frame = garbage[i & (GARBAGE_FRAMES - 1)];
      OpenStatus status = opener.open(frame, 0, frame.length, out, 0, metadata, result);
      if (status == OpenStatus.OPENED) {
        throw new AssertionError("garbage opened: " + result);
      }
    }
  }

  @Test
  @DisplayName(
      "R6-1: \"without cipher work, key derivation, allocation or change of state\", a group")
  void aGroupsOpenerWithstandsIt() {
    var backend = new NoCipherBackend();
    var events = new RecordedEvents();
    EngineOptions options =
        EngineOptions.defaults()
            .withListener(events)
            .withReplayWindowFrames(64)
            .withOpenLimits(new OpenLimits(100, 1L << 36));
    try (MediaEngine engine = NoCipherBackend.openEngine(backend, options);
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      long[] kids = random.longs(1_000).toArray();
      for (long kid : kids) {
        opener.addKey(kid, key);
      }
      FrameSealer sealer = engine.newSealer(kids[0], key);
      List<byte[]> genuine = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        genuine.add(Frames.seal(sealer));
      }
      assertThat(Opened.statusBy(opener, genuine.get(80))).isEqualTo(OpenStatus.OPENED);
      int registered = SealedKeyRegister.PROCESS.size();
      long[] attacked = {kids[0], kids[1], kids[2]};
      byte[][] garbage = garbage(attacked, random.longs(500).toArray(), genuine.get(1));

      flood(opener, garbage, 2 * BATCH_FRAMES, NO_METADATA);
      flood(opener, garbage, 2 * BATCH_FRAMES, METADATA);
      long before = allocated();
      flood(opener, garbage, FRAMES, NO_METADATA);
      flood(opener, garbage, FRAMES / 10, METADATA);
      assertThat(allocated() - before).as("bytes allocated").isLessThan(FRAMES);

      assertThat(SealedKeyRegister.PROCESS.size()).isEqualTo(registered);
      assertThat(events.all()).hasSize(3).hasOnlyElementsOfType(AuthenticationAlarm.class);
      assertThat(events.of(AuthenticationAlarm.class))
          .extracting(AuthenticationAlarm::kid)
          .containsExactlyInAnyOrder(kids[0], kids[1], kids[2]);
      // The window is where it was: 64 frames that end at number 80.
      assertThat(Opened.statusBy(opener, genuine.get(80))).isEqualTo(OpenStatus.REPLAYED);
      assertThat(Opened.statusBy(opener, genuine.get(16))).isEqualTo(OpenStatus.TOO_OLD);
      for (int i = 17; i < 100; i++) {
        assertThat(Opened.statusBy(opener, genuine.get(i)))
            .isEqualTo(i == 80 ? OpenStatus.REPLAYED : OpenStatus.OPENED);
      }
    }
  }

  @Test
  @DisplayName(
      "R6-1: \"without cipher work, key derivation, allocation or change of state\", a call")
  void aCallWithstandsIt() {
    try (CallPair call = new CallPair(TestEngines.OPTIONS.withReplayWindowFrames(64))) {
      FrameOpener opener = call.callee.opener();
      FrameSealer audio = call.caller.sealer(MediaStream.AUDIO);
      byte[] inTime = Frames.seal(audio);
      byte[] seen = Frames.seal(audio);
      assertThat(Opened.statusBy(opener, seen)).isEqualTo(OpenStatus.OPENED);
      byte[] silent = Frames.seal(call.caller.sealer(MediaStream.DATA));
      call.stage();
      call.calleeEvents.clear();
      long[] known = {0, 2, 4, 6, 8, 10, 12, 14};
      long[] other = {1, 3, 16, 1 << 20, (1 << 20) + 1, 1L << 35, -1, -2};
      byte[][] garbage = garbage(known, other, inTime);
      int keys = call.calleeBackend.keysExpanded();

      flood(opener, garbage, FRAMES / 20, NO_METADATA);

      assertThat(call.calleeBackend.keysExpanded()).isEqualTo(keys);
      assertThat(call.calleeBackend.keysOpen()).isEqualTo(8);
      assertThat(call.callee.newestEpoch()).isEqualTo(1);
      assertThat(call.calleeEvents.all()).isEmpty();
      assertThat(Opened.statusBy(opener, seen)).isEqualTo(OpenStatus.REPLAYED);
      assertThat(Opened.statusBy(opener, inTime)).isEqualTo(OpenStatus.OPENED);
      assertThat(Opened.statusBy(opener, silent)).isEqualTo(OpenStatus.OPENED);
      call.caller.activateStagedEpoch();
      Opened next = Opened.by(opener, Frames.seal(audio));
      assertThat(next.status).isEqualTo(OpenStatus.OPENED);
      assertThat(next.kid)
          .isEqualTo(new CallKid(1, MediaStream.AUDIO, Direction.CALLER_TO_CALLEE).value());
    }
  }

  @Test
  @DisplayName("R6-1: without allocation, whatever memory the frames are in")
  void refusingAllocatesNothingInSegmentsEither() {
    var backend = new NoCipherBackend();
    try (MediaEngine engine = NoCipherBackend.openEngine(backend, EngineOptions.defaults());
        BaseKey key = TestEngines.freshBaseKey();
        Arena arena = Arena.ofConfined()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(7, key);
      byte[] genuine = Frames.seal(engine.newSealer(7, key));
      byte[][] garbage = garbage(new long[] {7}, new long[] {8, -1}, genuine);
      MemorySegment off = arena.allocate(out.length);
      MemorySegment heap = MemorySegment.ofArray(out);
      assertAllocatesNothing(
          garbage, frame -> arena.allocateFrom(ValueLayout.JAVA_BYTE, frame), opener, off);
      assertAllocatesNothing(garbage, MemorySegment::ofArray, opener, heap);
      assertThat(backend.opens).hasPositiveValue();
      assertThat(Opened.statusBy(opener, genuine)).isEqualTo(OpenStatus.OPENED);
    }
  }

  private void assertAllocatesNothing(
      byte[][] garbage,
      Function<byte[], MemorySegment> place,
      FrameOpener opener,
      MemorySegment output) {
    MemorySegment[] frames = Arrays.stream(garbage).map(place).toArray(MemorySegment[]::new);
    long bytes = Long.MAX_VALUE;
    for (int batch = 0; batch < MOST_WARM_UPS && bytes >= BATCH_FRAMES; batch++) {
      long before = allocated();
      for (int i = 0; i < BATCH_FRAMES; i++) {
        MemorySegment frame = frames[i & (GARBAGE_FRAMES - 1)];
        int size = (int) frame.byteSize();
        if (opener.open(frame, 0, size, output, 0, NO_METADATA, result) == OpenStatus.OPENED) {
          throw new AssertionError("garbage opened: " + result);
        }
      }
      bytes = allocated() - before;
    }
    assertThat(bytes).as("bytes allocated by %d frames", BATCH_FRAMES).isLessThan(BATCH_FRAMES);
  }

  @Test
  void sealingAndOpeningAllocateNothingEither() {
    try (MediaEngine engine =
            NoCipherBackend.openEngine(new NoCipherBackend(), EngineOptions.defaults());
        BaseKey key = TestEngines.freshBaseKey()) {
      FrameOpener opener = engine.newOpener();
      opener.addKey(7, key);
      FrameSealer sealer = engine.newSealer(7, key);
      byte[] sealed = new byte[300];
      byte[] payload = new byte[200];
      for (byte[] metadata : new byte[][] {NO_METADATA, METADATA}) {
        roundTrips(sealer, opener, payload, sealed, metadata, BATCH_FRAMES);
        long before = allocated();
        roundTrips(sealer, opener, payload, sealed, metadata, BATCH_FRAMES);
        assertThat(allocated() - before).as("bytes allocated").isLessThan(BATCH_FRAMES);
      }
    }
  }

  private void roundTrips(
      FrameSealer sealer,
      FrameOpener opener,
      byte[] payload,
      byte[] sealed,
      byte[] metadata,
      int frames) {
    for (int i = 0; i < frames; i++) {
      int size = sealer.seal(payload, 0, payload.length, sealed, 0, metadata);
      if (opener.open(sealed, 0, size, out, 0, metadata, result) != OpenStatus.OPENED) {
        throw new AssertionError("refused: " + result);
      }
    }
  }
}
