package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.ProfileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderTest {

  private static final String TEXT =
      """
      ecall-profile 1
      date 2026-01-31T12:00:00Z
      cpu-vendor AuthenticAMD
      cpu-family 26
      cpu-model 2
      cpu-name AMD EPYC
      cpu-features aes avx2 pclmulqdq
      cores 2
      os linux
      arch amd64
      jvm 25.0.1+8-LTS
      backend native
      version 1
      kernel x86_aesni
      # operation, payload bytes, ns per frame, its error, bytes allocated per frame
      seal 160 35.250 0.750 0.000
      open 160 33.000 0.500 0.000
      end 2
      """;

  @TempDir Path folder;

  @Test
  void readsAndWritesTheExampleOfItsDocumentation() {
    CalibrationProfile profile = CalibrationProfile.parse(TEXT);
    assertThat(profile.machine().cpu().features()).isEqualTo(Set.of("aes", "avx2", "pclmulqdq"));
    assertThat(profile.backends())
        .containsExactly(
            new BackendFigures(
                new BackendVersion("native", "1", "x86_aesni"),
                Map.of(
                    new FrameClass(Operation.SEAL, SizeClass.BYTES_160),
                    new Measurement(35.25, 0.75, 0),
                    new FrameClass(Operation.OPEN, SizeClass.BYTES_160),
                    new Measurement(33, 0.5, 0))));
    assertThat(profile.toText()).isEqualTo(TEXT);
  }

  @Test
  void blankLinesAndCommentsAreForPeople() {
    String edited = TEXT.replace("backend", "\n  \n# by hand\nbackend");
    assertThat(CalibrationProfile.parse(edited)).isEqualTo(CalibrationProfile.parse(TEXT));
  }

  @Test
  void unknownKernelAndFeaturesAreADash() {
    String edited = TEXT.replace("kernel x86_aesni", "kernel -").replaceAll("aes avx2.*", "-");
    CalibrationProfile profile = CalibrationProfile.parse(edited);
    assertThat(profile.backends().getFirst().backend().kernel()).isEmpty();
    assertThat(profile.machine().cpu().features()).isEmpty();
    assertThat(profile.toText()).isEqualTo(edited);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ecall-profile 1 | ecall-profile 2 | line 1: the first line must be 'ecall-profile 1'",
        "2026-01-31T12:00:00Z | yesterday | line 2: the date must look like",
        "2026-01-31T12:00:00Z | 1969-01-01T00:00:00Z | outside the years",
        "cpu-family | family | line 4: expected 'cpu-family'",
        "cores 2 | cores 0 | cores",
        "cores 2 | cores 1.5 | the number of cores must be whole",
        "35.250 | NaN | line 16: expected numbers such as",
        "35.250 | Infinity | line 16: expected numbers such as",
        "35.250 | -35.250 | line 16: expected numbers such as",
        "35.250 | 1e400 | line 16: expected numbers such as",
        "35.250 | 0x1p3 | line 16: expected numbers such as",
        "35.250 | 35.2501 | line 16: expected numbers such as",
        "35.250 | 9999999999 | line 16: time is",
        "35.250 | 99999999999 | line 16: expected numbers such as",
        "35.250 | 0.000 | line 16: no frame takes",
        "35.250 | ٣٥ | line 16: expected numbers such as",
        "35.250 | 1.100 | line 16: no processor seals or opens 160 bytes in 1.1 ns",
        "0.750 0.000 | 0.750 | line 16: expected 'seal' or 'open', payload bytes",
        "seal 160 | seal 161 | line 16: no size class has this payload size",
        "seal 160 | seel 160 | line 16: expected 'seal' or 'open'",
        "open 160 | seal 160 | line 17: seal 160 is there twice",
        "end 2 | end 3 | behind 2 figures: lines are missing or added",
        "version 1 | version | line 13: version is empty"
      })
  void refusesWithTheLine(String was, String becomes, String message) {
    refuses(TEXT.replace(was.strip(), becomes.strip()), message.strip());
  }

  private static void refuses(String text, String message) {
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> CalibrationProfile.parse(text))
        .withMessageMatching("(?s)line \\d+: .*")
        .withMessageContaining(message);
  }

  @Test
  void refusesTheSameBackendTwice() {
    String backend = TEXT.substring(TEXT.indexOf("backend"), TEXT.indexOf("end 2"));
    refuses(TEXT.replace("end 2", backend + "end 4"), "backend native 1 x86_aesni is there twice");
  }

  @Test
  void refusesABackendWithoutFigures() {
    refuses(TEXT.replaceAll("(?m)^(seal|open).*\n", ""), "has no figures");
  }

  @ParameterizedTest
  @ValueSource(strings = {"end 2\n", "x\n", "backend a\n"})
  void refusesWhatFollowsTheEnd(String more) {
    refuses(TEXT + more, "nothing may follow");
  }

  @Test
  void refusesEveryTruncation() {
    for (int length = 0; length < TEXT.length() - 1; length++) {
      refuses(TEXT.substring(0, length), "");
    }
  }

  @Test
  void refusesEndlessLines() {
    refuses(TEXT + "\n".repeat(20_000), "more than 10000 lines");
    refuses(TEXT.replace("AMD EPYC", "x".repeat(10_000)), "cpu-name has 10000 characters");
  }

  /** Nothing would remain of the heap if it were read as a whole a few times over. */
  @Test
  void refusesAHundredMegabytes() throws IOException {
    Path file = folder.resolve("profile-large.txt");
    try (var large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100L << 20);
    }
    refusesFile(file, "larger than a profile of 1 MiB can be");
  }

  @Test
  void refusesWhatIsNotTextAndWhatIsNoFile() throws IOException {
    Path file = folder.resolve("profile-binary.txt");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    refusesFile(file, "not text in UTF-8");
    refusesFile(folder, "no such file");
    refusesFile(folder.resolve("missing"), "no such file; 'ecall calibrate' writes one");
  }

  @Test
  void errorsNameTheFileAndTheLine() throws IOException {
    Path file = Files.writeString(folder.resolve("profile-1.txt"), TEXT.replace("35.250", "NaN"));
    refusesFile(file, "profile-1.txt, line 16: expected numbers");
  }

  private static void refusesFile(Path file, String message) {
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> CalibrationProfile.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(message);
  }
}
