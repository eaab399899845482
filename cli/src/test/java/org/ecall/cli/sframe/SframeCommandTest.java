package org.ecall.cli.sframe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecall.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SframeCommandTest {

  /** RFC 9605, appendix C.3. */
  private static final String BASE_KEY = "000102030405060708090a0b0c0d0e0f";

  private static final String METADATA = "4945544620534672616d65205747";
  private static final String PAYLOAD = "64726166742d696574662d736672616d652d656e63";
  private static final String SUITE_4 =
      "9901234567b7412c2513a1b66dbb48841bbaf17f598751176ad847681a69c6d0b091c07018ce4adb34eb";
  private static final String SUITE_5 =
      "990123456794f509d36e9beacb0e261d99c7d1e972f1fed787d4049f17ca21353c1cc24d56ceabced279";

  @TempDir private Path dir;

  private static CliRun seal(String in, String... more) {
    return run("seal", in, more);
  }

  private static CliRun open(String in, String... more) {
    return run("open", in, more);
  }

  private static CliRun run(String command, String in, String... more) {
    List<String> args = new ArrayList<>(List.of("sframe", command));
    args.addAll(List.of(more));
    return CliRun.withInput(in, args.toArray(String[]::new));
  }

  private static void assertRefused(CliRun run, int status, String... reasons) {
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.isOneLineOfError()).as(run.toString()).isTrue();
    assertThat(run.err()).contains(reasons).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({"4, " + SUITE_4, "5, " + SUITE_5, "0x5, " + SUITE_5})
  void publishedFrameIsSealedAndOpened(String suite, String frame) {
    CliRun sealed =
        seal(
            PAYLOAD,
            "--suite",
            suite,
            "--base-key",
            BASE_KEY,
            "--kid",
            "291",
            "--ctr",
            "0x4567",
            "--metadata",
            METADATA);
    assertThat(sealed).isEqualTo(new CliRun(0, frame + System.lineSeparator(), ""));
    CliRun opened = open(frame, "--suite", suite, "--base-key", BASE_KEY, "--metadata", METADATA);
    assertThat(opened).isEqualTo(new CliRun(0, PAYLOAD + System.lineSeparator(), ""));
  }

  @ParameterizedTest
  @MethodSource("org.ecall.cli.AdmittedBackends#names")
  void everyBackendGivesTheSame(String backend) {
    CliRun sealed =
        seal(
            PAYLOAD,
            "--backend",
            backend,
            "--base-key",
            BASE_KEY,
            "--kid",
            "291",
            "--ctr",
            "17767",
            "--metadata",
            METADATA);
    assertThat(sealed.out().strip()).isEqualTo(SUITE_5);
  }

  @Test
  void backendsOfAFamilyAreTakenByName() {
    everyBackendGivesTheSame("jca:SunJCE");
  }

  @Test
  void inputMayBeEmptyOrSpreadOverLines() {
    CliRun empty = seal("\n", "--base-key", BASE_KEY, "--kid", "0", "--ctr", "0");
    assertThat(empty.status()).isZero();
    assertThat(open(empty.out(), "--base-key", BASE_KEY))
        .isEqualTo(new CliRun(0, System.lineSeparator(), ""));
    CliRun spread = open(SUITE_5.replaceAll("..", "$0 \r\n"), "--base-key", BASE_KEY);
    assertThat(spread.err()).contains("NOT_AUTHENTIC");
  }

  @Test
  void kidAndCounterReach64Bits() {
    String most = "18446744073709551615";
    CliRun run = seal("00", "--base-key", BASE_KEY, "--kid", most, "--ctr", most);
    assertThat(run.out()).startsWith("ff" + "f".repeat(32));
    assertThat(open(run.out(), "--base-key", BASE_KEY).out().strip()).isEqualTo("00");
  }

  @Test
  void baseKeyCanComeFromAFile() throws IOException {
    Path file = Files.writeString(dir.resolve("base.key"), BASE_KEY + "\n");
    CliRun run = open(SUITE_5, "--base-key-file", file.toString(), "--metadata", METADATA);
    assertThat(run.out().strip()).isEqualTo(PAYLOAD);
  }

  @Test
  void badBaseKeyFilesAreNamedAndNotShown() throws IOException {
    Path odd = Files.writeString(dir.resolve("odd.key"), BASE_KEY + "7");
    Path brief = Files.writeString(dir.resolve("brief.key"), "c0ffee");
    assertRefused(open(SUITE_5, "--base-key-file", odd.toString()), 1, "odd.key", "odd number");
    assertRefused(open(SUITE_5, "--base-key-file", brief.toString()), 1, "3 bytes", "at least 16");
    assertRefused(
        open(SUITE_5, "--base-key-file", dir.resolve("none").toString()), 1, "no such file");
    assertRefused(open(SUITE_5, "--base-key-file", dir.toString()), 1, "--base-key-file: ");
    assertThat(open(SUITE_5, "--base-key-file", odd.toString()).err()).doesNotContain(BASE_KEY);
  }

  @Test
  void refusedFramesSayWhy() {
    assertRefused(open("", "--base-key", BASE_KEY), 1, "refused: MALFORMED");
    assertRefused(open("00".repeat(16), "--base-key", BASE_KEY), 1, "refused: MALFORMED");
    assertRefused(
        open("0803" + "00".repeat(20), "--base-key", BASE_KEY), 1, "MALFORMED", "minimally");
    assertRefused(open(SUITE_5, "--base-key", BASE_KEY), 1, "refused: NOT_AUTHENTIC", "metadata");
    assertRefused(
        open(SUITE_5, "--suite", "4", "--base-key", BASE_KEY, "--metadata", METADATA),
        1,
        "refused: NOT_AUTHENTIC",
        "suite");
  }

  @Test
  void badStandardInputIsRefused() {
    assertRefused(open("0g", "--base-key", BASE_KEY), 1, "standard input", "character 2");
    assertRefused(open("abc", "--base-key", BASE_KEY), 1, "standard input", "odd number");
  }

  @Test
  void badOptionsAreUsageErrors() {
    String[] rest = {"--kid", "1", "--ctr", "1"};
    assertRefused(seal("", "--base-key", "c0ffee", rest[0], "1", rest[2], "1"), 2, "3 bytes");
    assertRefused(seal("", "--base-key", BASE_KEY + "a", rest[0], "1", rest[2], "1"), 2, "odd");
    assertRefused(seal("", rest), 2, "--base-key");
    assertRefused(seal("", "--base-key", BASE_KEY, "--kid", "1"), 2, "--ctr");
    assertRefused(seal("", "--base-key", BASE_KEY, "--kid", "-1", "--ctr", "1"), 2, "'-1'");
    assertRefused(open("", "--base-key", BASE_KEY, "--suite", "1"), 2, "'1'", "implemented");
    assertRefused(open("", "--base-key", BASE_KEY, "--metadata", "xy"), 2, "--metadata");
    assertRefused(
        open("", "--base-key", BASE_KEY, "--base-key-file", "f"), 2, "mutually exclusive");
    assertRefused(CliRun.of("sframe"), 2, "seal or open");
  }

  @Test
  void noErrorRepeatsAKey() {
    assertThat(open("", "--base-key", BASE_KEY + "xyz").err()).doesNotContain(BASE_KEY);
    assertThat(open("", "--base-kee", BASE_KEY).err()).doesNotContain(BASE_KEY);
    assertThat(open("", "--base-kee=" + BASE_KEY).err()).doesNotContain(BASE_KEY);
    assertThat(open("", "--base-key", BASE_KEY, BASE_KEY).err()).doesNotContain(BASE_KEY);
    assertThat(open("", "--base-key", BASE_KEY, "c0ff", "ee11").err())
        .contains("not understood: (hex), (hex)");
    assertThat(open("", "--stacktrace", "--base-key", BASE_KEY + "x").err())
        .doesNotContain(BASE_KEY);
  }

  @Test
  void unusableBackendsAreRefusedWithTheReason() {
    assertRefused(
        open("", "--base-key", BASE_KEY, "--backend", "nonesuch"), 1, "'nonesuch'", "jdk");
    assertRefused(
        open("", "--base-key", BASE_KEY, "--backend", "jca:Nonesuch"), 1, "jca:Nonesuch", "absent");
  }
}
