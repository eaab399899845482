package org.ecall.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One opener used by several threads. */
class ConcurrentOpeningTest {

  private static final int THREADS = 6;

  private final MediaEngine engine = TestEngines.open();
  private final BaseKey key = TestEngines.freshBaseKey();
  private final FrameOpener opener = engine.newOpener();

  @AfterEach
  void close() {
    key.close();
    engine.close();
  }

  private List<byte[]> sealed(long kid, int count) {
    opener.addKey(kid, key);
    FrameSealer sealer = engine.newSealer(kid, key);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(Frames.seal(sealer, (kid + ":" + i).getBytes(US_ASCII)));
    }
    return frames;
  }

  @Test
  void threadsWithKidsOfTheirOwnOpenAllOfTheirFrames() {
    int frames = 500;
    List<List<byte[]>> perThread = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      perThread.add(sealed(thread, frames));
    }
    Together.run(
        THREADS,
        thread -> {
          for (int i = 0; i < frames; i++) {
            Opened opened = Opened.by(opener, perThread.get(thread).get(i));
            assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
            assertThat(opened.plaintext).asString().isEqualTo(thread + ":" + i);
          }
        });
  }

  @Test
  void ofTheSameFrameOnSeveralThreadsExactlyOneOpens() {
    int frames = 500;
    List<byte[]> all = sealed(5, frames);
    var opened = new AtomicIntegerArray(frames);
    var replayed = new AtomicIntegerArray(frames);
    Together.run(
        THREADS,
        thread -> {
          for (int i = 0; i < frames; i++) {
            Opened answer = Opened.by(opener, all.get(i));
            if (answer.status == OpenStatus.OPENED) {
              assertThat(answer.plaintext).asString().isEqualTo("5:" + i);
              opened.incrementAndGet(i);
            } else {
              assertThat(answer.status).isEqualTo(OpenStatus.REPLAYED);
              replayed.incrementAndGet(i);
            }
          }
        });
    for (int i = 0; i < frames; i++) {
      assertThat(opened.get(i)).as("frame %d", i).isEqualTo(1);
      assertThat(replayed.get(i)).isEqualTo(THREADS - 1);
    }
  }

  @Test
  void forgeriesOnOneThreadDoNotDisturbGenuineFramesOnAnother() {
    int frames = 1_000;
    List<byte[]> all = sealed(5, frames);
    Together.run(
        4,
        thread -> {
          for (int i = 0; i < frames; i++) {
            if (thread == 0) {
              assertThat(Opened.statusBy(opener, all.get(i))).isEqualTo(OpenStatus.OPENED);
            } else {
              long ctr = thread == 1 ? -1L - i : 1_000_000L + i;
              assertThat(Opened.statusBy(opener, Frames.forged(5, ctr)))
                  .isEqualTo(OpenStatus.NOT_AUTHENTIC);
            }
          }
        });
  }

  @Test
  void keysComeAndGoWhileFramesOfOthersAreOpened() {
    int frames = 1_000;
    List<byte[]> all = sealed(5, frames);
    Together.run(
        3,
        thread -> {
          for (int i = 0; i < frames; i++) {
            if (thread == 0) {
              assertThat(Opened.statusBy(opener, all.get(i))).isEqualTo(OpenStatus.OPENED);
            } else if (i % 10 == 0) {
              long kid = 1_000L * thread + i;
              opener.addKey(kid, key);
              assertThat(Opened.statusBy(opener, Frames.genuine(key, kid, i)))
                  .isEqualTo(OpenStatus.OPENED);
              opener.retireKey(kid);
              assertThat(Opened.statusBy(opener, Frames.genuine(key, kid, i)))
                  .isEqualTo(OpenStatus.EPOCH_RETIRED);
            }
          }
        });
  }
}
