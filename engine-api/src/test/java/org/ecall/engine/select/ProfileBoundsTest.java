package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What may stand in a profile, up to the last value that may, and every field that is checked. */
class ProfileBoundsTest {

  private static final String LONGEST = "x".repeat(ProfileText.MAX_VALUE_CHARS);
  private static final String TOO_LONG = LONGEST + "x";
  private static final CpuFacts CPU = Profiles.CPU;

  private static void refuses(String what, ThrowingCallable making) {
    assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith(what);
  }

  private static CpuFacts cpu(String vendor, String family, String model, String name) {
    return new CpuFacts(vendor, family, model, name, Set.of());
  }

  @Test
  void textsOfAProcessor() {
    assertThat(cpu(LONGEST, LONGEST, LONGEST, LONGEST).name()).isEqualTo(LONGEST);
    refuses("cpu-vendor", () -> cpu(TOO_LONG, "1", "2", "n"));
    refuses("cpu-family", () -> cpu("v", TOO_LONG, "2", "n"));
    refuses("cpu-model", () -> cpu("v", "1", TOO_LONG, "n"));
    refuses("cpu-name", () -> cpu("v", "1", "2", TOO_LONG));
  }

  @Test
  void textsOfAMachine() {
    refuses("os", () -> new MachineFacts(CPU, 1, "", "amd64", "25"));
    refuses("arch", () -> new MachineFacts(CPU, 1, "linux", "", "25"));
    refuses("jvm", () -> new MachineFacts(CPU, 1, "linux", "amd64", ""));
  }

  @Test
  void textsOfABackend() {
    assertThat(new BackendVersion("jdk", "1", "").kernel()).isEmpty();
    refuses("backend", () -> new BackendVersion("", "1", ""));
    refuses("version", () -> new BackendVersion("jdk", "", ""));
    refuses("kernel", () -> new BackendVersion("jdk", "1", " "));
  }

  @Test
  void textsOfLibrariesAreCutToWhatMayBe() {
    assertThat(ProfileText.toValue(LONGEST)).isEqualTo(LONGEST);
    assertThat(ProfileText.toValue(TOO_LONG)).isEqualTo(LONGEST);
  }

  @Test
  void figuresThatNoProcessorReaches() {
    FrameClass largest =
        FrameClass.all().stream()
            .max((one, other) -> Integer.compare(one.size().sizeBytes(), other.size().sizeBytes()))
            .orElseThrow();
    refuses(
        "no processor",
        () ->
            new BackendFigures(Profiles.version("jdk"), Map.of(largest, new Measurement(1, 0, 0))));
  }

  @Test
  void asManyBackendsAsThereMayBe() {
    BackendFigures[] most =
        IntStream.range(0, CalibrationProfile.MAX_BACKENDS)
            .mapToObj(i -> Profiles.flat("backend-" + i, 100, 1))
            .toArray(BackendFigures[]::new);
    assertThat(Profiles.of(most).backends()).hasSize(CalibrationProfile.MAX_BACKENDS);
    List<BackendFigures> tooMany =
        Collections.nCopies(CalibrationProfile.MAX_BACKENDS + 1, most[0]);
    refuses("65 backends", () -> Profiles.of(tooMany.toArray(BackendFigures[]::new)));
  }

  @Test
  void figuresWhoseErrorIsHalfOfThem() {
    assertThat(Estimate.isUsable(new Measurement(100, 50, 0))).isTrue();
    assertThat(Estimate.isUsable(new Measurement(100, 51, 0))).isFalse();
  }
}
