package org.ecall.jmh.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecall.engine.select.CalibrationProfile;
import org.ecall.jmh.Tools;
import org.ecall.jmh.result.JmhJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Tools.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private String profile(String name, double nanos) throws IOException {
    Path result = new MachineResults().jdk("seal", 160, nanos).json().write(folder);
    String profile = folder.resolve(name).toString();
    assertThat(run("calibrate", "--from", result.toString(), "-o", profile)).isZero();
    return profile;
  }

  @Test
  void makesAProfileOfAResultAndShowsThePlan() throws IOException {
    CalibrationProfile profile = CalibrationProfile.read(Path.of(profile("profile.txt", 300)));

    assertThat(profile.backends()).hasSize(1);
    assertThat(out.toString()).contains("seal", "open", "65536", "profile.txt");
    assertThat(err.toString()).contains("wrote ");
  }

  @Test
  void mergesAFleet() throws IOException {
    String fleet = folder.resolve("fleet.txt").toString();
    String one = profile("one.txt", 300);
    String other = profile("other.txt", 400);

    assertThat(run("calibrate", "merge", one, other, "-o", fleet)).isZero();

    assertThat(CalibrationProfile.read(Path.of(fleet)).backends().getFirst().figures().values())
        .singleElement()
        .satisfies(figure -> assertThat(figure.nanos()).isEqualTo(352));
  }

  @Test
  void whatCannotBeUsedIsSaidSoAndNothingIsWritten() throws IOException {
    Path result = new JmhJson().round("a.B.c", "", "", 1).write(folder);
    Path target = folder.resolve("profile.txt");

    assertThat(run("calibrate", "--from", result.toString(), "-o", target.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("on which machine").hasLineCount(1);
    assertThat(target).doesNotExist();
  }

  @Test
  void mistypedCommandsAreUsageErrors() throws IOException {
    Path text = Files.writeString(folder.resolve("no-profile.txt"), "hello");

    assertThat(run("calibrate", "--quick", "--from", "x.json")).isEqualTo(2);
    assertThat(run("calibrate", "merge", "-o", "x")).isEqualTo(2);
    assertThat(run("calibrate", "merge", text.toString())).isEqualTo(2);
    assertThat(run("calibrate", "merge", text.toString(), "-o", "x")).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(4);
  }
}
