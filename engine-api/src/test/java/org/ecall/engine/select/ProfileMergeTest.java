package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import org.ecall.engine.ProfileException;
import org.junit.jupiter.api.Test;

class ProfileMergeTest {

  private static final FrameClass AUDIO = new FrameClass(Operation.SEAL, SizeClass.BYTES_160);

  private static CalibrationProfile on(
      String model, String feature, long second, BackendFigures... figures) {
    CpuFacts cpu = new CpuFacts("Vendor", "26", model, "Model " + model, Set.of(feature));
    return new CalibrationProfile(
        Profiles.DATE.plusSeconds(second),
        new MachineFacts(cpu, 4, "linux", "amd64", "25.0.1"),
        List.of(figures));
  }

  @Test
  void joinsTheMedianAndCoversTheFleet() {
    List<CalibrationProfile> fleet =
        List.of(
            on("1", "aes", 3, Profiles.flat("jdk", new Measurement(100, 4, 900))),
            on("2", "aes", 1, Profiles.flat("jdk", new Measurement(110, 30, 904))),
            on("1", "aes", 2, Profiles.flat("jdk", new Measurement(90, 5, 900))));
    ProfileMerge.Merged merged = ProfileMerge.merge(fleet);
    CalibrationProfile profile = merged.profile();
    assertThat(profile.backends().getFirst().figures().get(AUDIO))
        .isEqualTo(new Measurement(100, 10, 904));
    assertThat(profile.date()).isEqualTo(Profiles.DATE.plusSeconds(3));
    assertThat(profile.machine().cpu().model()).isEqualTo(CpuFacts.ANY_MODEL);
    assertThat(merged.notes()).isEmpty();
    assertThat(ProfileMerge.merge(fleet.reversed())).isEqualTo(merged);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
    List<CalibrationProfile> fleet =
        List.of(
            on("1", "aes", 1, Profiles.flat("jdk", 100, 4)),
            on("1", "aes", 2, Profiles.flat("jdk", 110, 4)));
    Measurement joined =
        ProfileMerge.merge(fleet).profile().backends().getFirst().figures().get(AUDIO);
    assertThat(joined.nanos()).isEqualTo(105);
  }

  @Test
  void aProfileAloneStaysAsItIs() {
    CalibrationProfile profile = Profiles.of(Profiles.flat("jdk", 100, 5));
    assertThat(ProfileMerge.merge(List.of(profile)).profile()).isEqualTo(profile);
  }

  @Test
  void otherVersionsAreKeptApart() {
    BackendFigures figures = Profiles.flat("native", 30, 1);
    BackendFigures newer =
        new BackendFigures(new BackendVersion("native", "2", "k"), figures.figures());
    ProfileMerge.Merged merged =
        ProfileMerge.merge(List.of(on("1", "aes", 0, figures), on("1", "aes", 1, newer)));
    assertThat(merged.profile().backends()).containsExactly(figures, newer);
    assertThat(merged.notes()).containsExactly("kept apart: native 1.2.3 kernel_a and native 2 k");
  }

  @Test
  void refusesWhatDoesNotBelongTogether() {
    BackendFigures figures = Profiles.flat("jdk", 100, 5);
    refuses("there is no profile");
    refuses(
        "different features of processors",
        on("1", "aes", 0, figures),
        on("1", "vaes", 0, figures));
    refuses(
        "different families of processors",
        on("1", "aes", 0, figures),
        Profiles.on(
            new MachineFacts(
                new CpuFacts("Vendor", "25", "1", "x", Set.of("aes")), 1, "x", "amd64", "25"),
            Profiles.DATE));
    refuses("different architectures", onMachine("amd64", "25"), onMachine("aarch64", "25"));
    refuses("different versions of Java", onMachine("amd64", "25"), onMachine("amd64", "26"));
    refuses(
        "different vendors of processors",
        onMachine("amd64", "25"),
        Profiles.on(
            new MachineFacts(
                new CpuFacts("Other", "26", "2", "x", Set.of("aes")), 1, "x", "amd64", "25"),
            Profiles.DATE));
  }

  private static CalibrationProfile onMachine(String arch, String jvm) {
    return Profiles.on(new MachineFacts(Profiles.CPU, 1, "x", arch, jvm), Profiles.DATE);
  }

  private static void refuses(String message, CalibrationProfile... profiles) {
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> ProfileMerge.merge(List.of(profiles)))
        .withMessageContaining(message);
  }
}
