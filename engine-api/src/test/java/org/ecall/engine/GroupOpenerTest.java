package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ecall.engine.key.BaseKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An opener that holds many senders' keys. */
class GroupOpenerTest {

  private final TestBackend backend = new TestBackend();
  private final MediaEngine engine = TestEngines.open(TestEngines.OPTIONS, backend);
  private final BaseKey key = TestEngines.freshBaseKey();
  private final FrameOpener opener = engine.newOpener();

  @AfterEach
  void close() {
    key.close();
    engine.close();
  }

  private OpenStatus open(byte[] frame) {
    return Opened.statusBy(opener, frame);
  }

  @Test
  @DisplayName(
      "R3-4: for an embedder's own keys \"the rules of sections 2, 4 and 6 hold\", for any KID")
  void aThousandSendersWithKidsOfEveryKind() {
    List<Long> kids = new ArrayList<>(Unsigned64.EDGES);
    Random random = new Random(7);
    for (long i = 0; kids.size() < 1_000; i++) {
      // In a row, far apart with the same lower bits, and anywhere.
      kids.add(i % 3 == 0 ? 1_000 + i : i % 3 == 1 ? i << 40 : random.nextLong());
    }
    kids = kids.stream().distinct().toList();
    kids.forEach(kid -> opener.addKey(kid, key));
    List<Long> order = new ArrayList<>(kids);
    Collections.shuffle(order, random);
    for (long kid : order) {
      Opened opened = Opened.by(opener, Frames.genuine(key, kid, 3));
      assertThat(opened.status).isEqualTo(OpenStatus.OPENED);
      assertThat(opened.kid).isEqualTo(kid);
      assertThat(open(Frames.genuine(key, kid, 3))).isEqualTo(OpenStatus.REPLAYED);
    }
    for (long kid : order) {
      assertThat(open(Frames.genuine(key, kid ^ 1L << 39, 4)))
          .isEqualTo(kids.contains(kid ^ 1L << 39) ? OpenStatus.OPENED : OpenStatus.UNKNOWN_KID);
    }
  }

  @Test
  @DisplayName("R6-7: \"A KID whose key was retired MUST NOT get a key again in the same opener.\"")
  void sendersComeAndGoInAnyOrder() {
    Map<Long, OpenStatus> model = new HashMap<>();
    Random random = new Random(11);
    long ctr = 0;
    for (int step = 0; step < 2_000; step++) {
      long kid = random.nextLong(60);
      switch (random.nextInt(4)) {
        case 0 -> {
          if (model.containsKey(kid)) {
            assertThatIllegalStateException()
                .isThrownBy(() -> opener.addKey(kid, key))
                .withMessageContaining("KID " + kid + " has or had a key");
          } else {
            opener.addKey(kid, key);
            model.put(kid, OpenStatus.OPENED);
          }
        }
        case 1 -> {
          if (random.nextInt(5) == 0) {
            opener.retireKey(kid);
            model.replace(kid, OpenStatus.EPOCH_RETIRED);
          }
        }
        default ->
            assertThat(open(Frames.genuine(key, kid, ctr++)))
                .isEqualTo(model.getOrDefault(kid, OpenStatus.UNKNOWN_KID));
      }
    }
    long live = model.values().stream().filter(OpenStatus.OPENED::equals).count();
    assertThat(backend.keysOpen()).as("retired keys are wiped").isEqualTo((int) live);
  }

  @Test
  void retiringWhatWasNeverThereChangesNothing() {
    opener.retireKey(9);
    assertThat(open(Frames.genuine(key, 9, 0))).isEqualTo(OpenStatus.UNKNOWN_KID);
    opener.addKey(9, key);
    assertThat(open(Frames.genuine(key, 9, 0))).isEqualTo(OpenStatus.OPENED);
  }

  @Test
  void aKeyThatIsRefusedIsWiped() {
    opener.addKey(9, key);
    assertThatIllegalStateException().isThrownBy(() -> opener.addKey(9, key));
    assertThat(backend.keysOpen()).isEqualTo(1);
    opener.close();
    assertThat(backend.keysOpen()).isZero();
  }

  @Test
  void openersOfOneEngineDoNotShareKeysOrWindows() {
    FrameOpener other = engine.newOpener();
    opener.addKey(1, key);
    byte[] frame = Frames.genuine(key, 1, 0);
    assertThat(Opened.statusBy(other, frame)).isEqualTo(OpenStatus.UNKNOWN_KID);
    other.addKey(1, key);
    assertThat(open(frame)).isEqualTo(OpenStatus.OPENED);
    assertThat(Opened.statusBy(other, frame)).isEqualTo(OpenStatus.OPENED);
    opener.retireKey(1);
    assertThat(Opened.statusBy(other, frame)).isEqualTo(OpenStatus.REPLAYED);
  }
}
