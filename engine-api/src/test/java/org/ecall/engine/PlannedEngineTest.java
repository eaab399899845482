package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.select.BackendFigures;
import org.ecall.engine.select.BackendVersion;
import org.ecall.engine.select.CalibrationProfile;
import org.ecall.engine.select.FrameClass;
import org.ecall.engine.select.MachineFacts;
import org.ecall.engine.select.Measurement;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SizeClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That frames go where the plan says. */
class PlannedEngineTest {

  private static final int LARGE = 4_000;

  @TempDir Path folder;

  private final FailingBackend small = new FailingBackend("native");
  private final FailingBackend large = new FailingBackend("jdk");

  /** The one is faster up to 1,200 bytes, the other one above, but only at sealing. */
  private EngineOptions options() throws IOException {
    CalibrationProfile profile =
        new CalibrationProfile(
            Instant.parse("2026-01-31T12:00:00Z"),
            MachineFacts.current(),
            List.of(figures("native", 1), figures("jdk", 0.5)));
    Path file = Files.writeString(folder.resolve("profile"), profile.toText());
    return EngineOptions.defaults().withProfile(file);
  }

  private static BackendFigures figures(String name, double largeSeals) {
    Map<FrameClass, Measurement> figures = new HashMap<>();
    for (FrameClass frames : FrameClass.all()) {
      boolean faster = frames.operation() == Operation.SEAL && frames.size().sizeBytes() > 1_200;
      double nanos = 600 + frames.size().sizeBytes() / 10.0;
      figures.put(frames, new Measurement(faster ? nanos * largeSeals : nanos, 10, 0));
    }
    return new BackendFigures(new BackendVersion(name, FailingBackend.VERSION, ""), figures);
  }

  @Test
  void eachFrameIsSealedAndOpenedByTheBackendOfItsSize() throws IOException {
    OpenResult result = new OpenResult();
    try (MediaEngine engine = MediaEngine.open(options(), TestEngines.catalog(small, large));
        FrameOpener opener = engine.newOpener();
        BaseKey key = TestEngines.freshBaseKey();
        FrameSealer sealer = engine.newSealer(1, key)) {
      opener.addKey(1, key);
      assertThat(engine.plan().backends()).containsExactly("native", "jdk");
      assertThat(engine.plan().of(Operation.SEAL, SizeClass.of(LARGE)).backend()).isEqualTo("jdk");
      for (int size : new int[] {0, 160, 2_217, 2_218, LARGE}) {
        long smallCalls = small.cipherCalls();
        long largeCalls = large.cipherCalls();
        byte[] frame = new byte[size + FrameSealer.MAX_OVERHEAD_BYTES];
        int frameBytes = sealer.seal(new byte[size], 0, size, frame, 0);
        assertThat(large.cipherCalls() - largeCalls).isEqualTo(size < 2_218 ? 0 : 1);
        assertThat(small.cipherCalls() - smallCalls).isEqualTo(size < 2_218 ? 1 : 0);
        assertThat(opener.open(frame, 0, frameBytes, new byte[frame.length], 0, result))
            .isEqualTo(OpenStatus.OPENED);
        assertThat(small.cipherCalls() - smallCalls).isEqualTo(size < 2_218 ? 2 : 1);
      }
      large.fail();
      byte[] frame = new byte[LARGE + FrameSealer.MAX_OVERHEAD_BYTES];
      int frameBytes = sealer.seal(new byte[LARGE], 0, LARGE, frame, 0);
      assertThat(opener.open(frame, 0, frameBytes, new byte[frame.length], 0, result))
          .isEqualTo(OpenStatus.OPENED);
      assertThat(engine.plan().backends()).containsExactly("native");
    }
    assertThat(small.keysOpen() + large.keysOpen()).isZero();
  }

  @Test
  void aProfileThatCannotBeReadIsAnError() {
    Path missing = folder.resolve("missing");
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(
            () ->
                MediaEngine.open(
                    EngineOptions.defaults().withProfile(missing), TestEngines.catalog(small)))
        .withMessageContaining("no such file");
  }
}
