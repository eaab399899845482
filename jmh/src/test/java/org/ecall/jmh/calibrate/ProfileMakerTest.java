package org.ecall.jmh.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ecall.engine.select.BackendFigures;
import org.ecall.engine.select.BackendVersion;
import org.ecall.engine.select.FrameClass;
import org.ecall.engine.select.MachineFacts;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.engine.select.SizeClass;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.ResultFile;
import org.ecall.jmh.result.ResultFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileMakerTest {

  private static final FrameClass SEAL_160 = new FrameClass(Operation.SEAL, SizeClass.BYTES_160);

  @TempDir private Path folder;

  private ProfileMaker.Made make(JmhJson json) throws IOException {
    return ProfileMaker.make(ResultFile.read(json.write(folder)));
  }

  @Test
  void takesFiguresOfBackends() throws IOException {
    ProfileMaker.Made made = make(new MachineResults().jdk("seal", 160, 300).json());

    assertThat(made.notes()).isEmpty();
    assertThat(made.profile().machine()).isEqualTo(MachineFacts.current());
    BackendFigures jdk = made.profile().backends().getFirst();
    assertThat(jdk.backend()).isEqualTo(MachineResults.JDK);
    assertThat(jdk.figures()).containsOnlyKeys(SEAL_160);
    assertThat(jdk.figures().get(SEAL_160).nanos()).isEqualTo(302);
    assertThat(jdk.figures().get(SEAL_160).errorNanos()).isBetween(2.0, 3.0);
    assertThat(jdk.figures().get(SEAL_160).bytesPerFrame()).isEqualTo(8);
  }

  @Test
  void kernelsAreKeptApartAndThatOfTheBackendItselfCounts() throws IOException {
    double[] five = {20, 20, 20, 20, 20};
    double[] slower = {30, 30, 30, 30, 30};
    ProfileMaker.Made made =
        make(
            new MachineResults()
                .figure("backend=native version=1 kernel=a", "seal", 160, "native", 2, five)
                .figure("backend=native version=1 kernel=a", "seal", 160, "native/a", 2, slower)
                .figure("backend=native version=1 kernel=b", "seal", 160, "native/b", 2, slower)
                .json());

    assertThat(made.profile().backends())
        .extracting(BackendFigures::backend)
        .containsExactly(
            new BackendVersion("native", "1", "a"), new BackendVersion("native", "1", "b"));
    assertThat(made.profile().backends().getFirst().figures().get(SEAL_160).nanos()).isEqualTo(20);
  }

  @Test
  void peersAndOtherSizesAreNoFigures() throws IOException {
    double[] five = {20, 20, 20, 20, 20};
    ProfileMaker.Made made =
        make(
            new MachineResults()
                .jdk("seal", 160, 300)
                .jdk("seal", 161, 300)
                .figure("provider=SunJCE version=25", "seal", 160, "SunJCE", 2, five)
                .json());

    assertThat(made.profile().backends()).hasSize(1);
  }

  /**
   * What makes others choose wrongly: few iterations before the compiler is done. The cold figures
   * say that the slow one is fast; they do not get into a profile.
   */
  @Test
  void coldFiguresDoNotChooseABackend() throws IOException {
    JmhJson cold = new JmhJson().warmups(0);
    for (String subject : new String[] {"fast", "slow"}) {
      double nanos = subject.equals("fast") ? 9_000 : 200;
      cold.round(
          "org.ecall.jmh.CipherBenchmark.seal",
          "\"subject\": \"" + subject + "\", \"sizeBytes\": \"160\"",
          JmhJson.metric("·machine cpu-vendor=x", 1)
              + ", "
              + JmhJson.metric("·using backend=" + subject + " version=1", 1),
          nanos,
          nanos);
    }

    assertThatThrownBy(() -> make(cold))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("warmed up by 0 iterations");
  }

  @Test
  void oneProcessIsNotEnough() {
    double[] many = {20, 20, 20, 20, 20, 20, 20, 20, 20, 20};
    MachineResults once =
        new MachineResults().figure("backend=jdk version=1", "seal", 160, "jdk", 1, many);

    assertThatThrownBy(() -> make(once.json()))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("measured by 1 processes");
  }

  @Test
  void impossibleFiguresMakeNoProfile() {
    double[] tooFast = {2, 2, 2, 2, 2};
    MachineResults absurd =
        new MachineResults().figure("backend=jdk version=1", "seal", 65_536, "jdk", 2, tooFast);

    assertThatThrownBy(() -> make(absurd.json()))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("no processor");
  }

  @Test
  void aResultWithoutItsMachineSaysSo() {
    JmhJson json = new JmhJson().round("org.ecall.jmh.CipherBenchmark.seal", "", "", 1);

    assertThatThrownBy(() -> make(json))
        .isInstanceOf(ResultFormatException.class)
        .hasMessageContaining("on which machine");
  }

  @Test
  void thePlanOfThisMachineFollows() throws IOException {
    ProfileMaker.Made made =
        make(new MachineResults().jdk("seal", 160, 300).jdk("open", 160, 300).json());

    Optional<SelectionPlan> plan = PlanPreview.of(made.profile(), "this test").plan();

    assertThat(plan).hasValueSatisfying(some -> assertThat(some.backends()).isNotEmpty());
  }
}
