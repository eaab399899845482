package org.ecall.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ecall.cli.CliRun;
import org.ecall.cli.media.MediaSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: one line on standard error, the right status, and nothing left behind. */
@Timeout(120)
class CallErrorsTest {

  @TempDir private Path folder;

  private Path video;
  private Path audio;
  private List<Path> before;

  @BeforeEach
  void copySamples() throws IOException {
    video = Files.write(folder.resolve("video.ivf"), sample("video.ivf"));
    audio = Files.write(folder.resolve("audio.opus"), sample("audio.opus"));
    before = listing();
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = MediaSource.class.getResourceAsStream("/org/ecall/cli/samples/" + name)) {
      return in.readAllBytes();
    }
  }

  private List<Path> listing() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }

  private CliRun refused(int status, String... arguments) throws IOException {
    String[] command = Arrays.copyOf(new String[] {"call", "--speed", "max"}, 3 + arguments.length);
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    CliRun run = CliRun.of(command);
    assertThat(run.isOneLineOfError()).as("%s", run).isTrue();
    assertThat(run.status()).as("%s", run).isEqualTo(status);
    assertThat(run.err()).startsWith("ecall call: ").doesNotContain("bug", "Exception");
    assertThat(listing()).isEqualTo(before);
    return run;
  }

  private String out() {
    return folder.resolve("made/received").toString();
  }

  @Test
  void missingMedia() throws IOException {
    Path missing = folder.resolve("missing.ivf");
    assertThat(refused(1, "--video", missing.toString(), "--out", out()).err())
        .contains(missing.toString(), "no such file");
  }

  @Test
  void truncatedMedia() throws IOException {
    for (Path whole : List.of(video, audio)) {
      byte[] bytes = Files.readAllBytes(whole);
      Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
      String option = whole.equals(video) ? "--video" : "--audio";
      assertThat(refused(1, option, whole.toString(), "--out", out()).err())
          .contains(whole.toString());
    }
  }

  @Test
  void mediaOfAnotherKind() throws IOException {
    assertThat(refused(1, "--video", audio.toString()).err()).contains(audio.toString());
    assertThat(refused(1, "--audio", video.toString()).err()).contains(video.toString());
    assertThat(refused(1, "--audio", folder.toString()).err()).contains("is a folder");
    Path empty = Files.writeString(folder.resolve("audio.opus"), "");
    assertThat(refused(1, "--audio", empty.toString()).err()).contains(empty.toString());
  }

  @Test
  void unknownBackend() throws IOException {
    assertThat(refused(1, "--backend", "nonesuch", "--out", out()).err()).contains("nonesuch");
    assertThat(refused(1, "--backend", "jca:Nonesuch", "--out", out()).err()).contains("Nonesuch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "6", "aes", "", "99999999999"})
  void unknownSuite(String suite) throws IOException {
    assertThat(refused(2, "--suite", suite).err()).contains("--suite", "AES_256_GCM");
  }

  @Test
  void portInUse() throws IOException {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      String first = Integer.toString(Math.min(port, 65_532));
      assertThat(refused(1, "--port", first, "--out", out()).err())
          .contains("UDP port " + port, "cannot be used", "--port");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65533", "65536", "http"})
  void portThatIsNone(String port) throws IOException {
    assertThat(refused(2, "--port", port).err()).contains("--port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100.1", "101", "NaN", "Infinity", "-Infinity", "1e9", "ten", ""})
  void percentagesOutOfRange(String percent) throws IOException {
    for (String option : List.of("--loss", "--dup", "--reorder")) {
      assertThat(refused(2, option, percent).err()).contains(option);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0.05", "NaN", "86401", "Infinity", "often"})
  void rotationOutOfRange(String seconds) throws IOException {
    assertThat(refused(2, "--rotate", seconds).err()).contains("--rotate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fast", "", "2", "realistic"})
  void unknownSpeed(String speed) {
    CliRun run = CliRun.of("call", "--speed", speed);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.isOneLineOfError()).isTrue();
    assertThat(run.err()).contains("--speed", "real or max");
  }

  @Test
  void seedThatIsNoNumberAndWordsThatMeanNothing() throws IOException {
    assertThat(refused(2, "--seed", "x").err()).contains("--seed");
    assertThat(refused(2, "video.ivf").err()).contains("video.ivf");
  }

  @Test
  void outThatIsAFileOrBelowOne() throws IOException {
    assertThat(refused(1, "--out", audio.toString()).err()).contains("not a directory");
    assertThat(refused(1, "--out", audio + "/below").err()).contains(audio.toString());
  }

  /** An interrupt ends the call long before its media: else its status would be 0. */
  @Test
  void interruptEndsTheCallAndLeavesNothing() throws Exception {
    AtomicReference<CliRun> ended = new AtomicReference<>();
    Thread call =
        Thread.ofPlatform().start(() -> ended.set(CliRun.of("call", "--attack", "--out", out())));
    while (Files.notExists(Path.of(out()))) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    call.interrupt();
    call.join();
    assertThat(ended.get().status()).isEqualTo(1);
    assertThat(ended.get().err()).isEqualToIgnoringNewLines("ecall call: interrupted");
    assertThat(listing()).isEqualTo(before);
  }
}
