package org.ecall.cli.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecall.cli.CliRun;
import org.ecall.cli.media.MediaFrame;
import org.ecall.cli.media.MediaSource;
import org.ecall.cli.network.Attack;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole calls, as fast as the machine can, and what they report and write. */
@Timeout(120)
class CallCommandTest {

  private static final int AUDIO_FRAMES = 601;
  private static final int VIDEO_FRAMES = 360;

  @TempDir private Path folder;

  private static JsonNode call(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("call", "--speed", "max", "--json"));
    command.addAll(List.of(arguments));
    CliRun run = CliRun.of(command.toArray(String[]::new));
    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.err()).isEmpty();
    return JsonMapper.builder().build().readTree(run.out());
  }

  private static void assertAllDelivered(JsonNode report) {
    for (JsonNode way : report.get("directions")) {
      for (JsonNode stream : way.get("streams")) {
        assertThat(stream.get("delivered")).isEqualTo(stream.get("sent"));
      }
      assertThat(way.get("opened").asInt()).isEqualTo(AUDIO_FRAMES + VIDEO_FRAMES);
    }
  }

  @ParameterizedTest
  @MethodSource("org.ecall.cli.AdmittedBackends#names")
  void everyBackendDeliversEverything(String backend) throws IOException {
    JsonNode report = call("--backend", backend, "--rotate", "0.5");
    assertAllDelivered(report);
    assertThat(report.get("backend").textValue()).isEqualTo(backend);
    assertThat(report.get("rotations").asInt()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void suite4DeliversEverythingWhateverTheOrder() throws IOException {
    JsonNode report = call("--suite", "4", "--reorder", "100", "--dup", "50");
    assertAllDelivered(report);
    assertThat(report.get("suite").textValue()).isEqualTo("AES_128_GCM_SHA256_128");
    JsonNode refused = report.at("/directions/0/refused");
    assertThat(refused.fieldNames()).toIterable().containsExactly("REPLAYED");
  }

  @Test
  void reportIsComplete() throws IOException {
    JsonNode report = call("--seed", "42");
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly(
            "passed",
            "violations",
            "backend",
            "backendVersion",
            "backendReason",
            "suite",
            "seconds",
            "rotations",
            "epoch",
            "seed",
            "directions",
            "files");
    assertThat(report.get("passed").booleanValue()).isTrue();
    assertThat(report.get("violations")).isEmpty();
    assertThat(report.get("backendReason").textValue()).isNotEmpty();
    assertThat(report.get("backendVersion").textValue()).isNotEmpty();
    assertThat(report.get("suite").textValue()).isEqualTo("AES_256_GCM_SHA512_128");
    assertThat(report.get("seconds").doubleValue()).isPositive();
    assertThat(report.get("rotations").intValue() + report.get("epoch").intValue()).isZero();
    assertThat(report.get("seed").intValue()).isEqualTo(42);
    assertThat(report.get("files")).isEmpty();
    assertThat(report.findValuesAsText("from")).containsExactly("caller", "callee");
    for (JsonNode way : report.get("directions")) {
      assertStream(way.get("streams").get(0), "audio", "Opus", AUDIO_FRAMES);
      assertStream(way.get("streams").get(1), "video", "VP8", VIDEO_FRAMES);
      assertThat(way.get("refused")).isEmpty();
      assertThat(way.get("attacks")).isEmpty();
      way.get("datagrams").forEach(count -> assertThat(count.longValue()).isZero());
      assertNanos(way.get("seal"));
      assertNanos(way.get("open"));
    }
  }

  private static void assertStream(JsonNode stream, String name, String codec, int frames) {
    assertThat(stream.get("stream").textValue()).isEqualTo(name);
    assertThat(stream.get("codec").textValue()).isEqualTo(codec);
    assertThat(stream.get("sent").intValue()).isEqualTo(frames);
    assertThat(stream.get("delivered").intValue()).isEqualTo(frames);
  }

  private static void assertNanos(JsonNode nanos) {
    assertThat(nanos.get("count").intValue()).isEqualTo(AUDIO_FRAMES + VIDEO_FRAMES);
    long[] rising = {
      1,
      nanos.get("p50").longValue(),
      nanos.get("p99").longValue(),
      nanos.get("p999").longValue(),
      nanos.get("max").longValue()
    };
    assertThat(rising).isSorted();
  }

  @Test
  void hostileNetworkMayLoseFramesButNothingElse() throws Exception {
    JsonNode report = callOverHostileNetwork();
    assertThat(report.get("rotations").asInt()).isBetween(5, 6);
    assertThat(report.get("epoch")).isEqualTo(report.get("rotations"));
    for (JsonNode way : report.get("directions")) {
      int opened = 0;
      for (JsonNode stream : way.get("streams")) {
        int delivered = stream.get("delivered").intValue();
        assertThat(delivered).isBetween(1, stream.get("sent").intValue());
        opened += delivered;
        assertReceived(way, stream, delivered, report.get("files"));
      }
      assertThat(way.get("opened").intValue()).isEqualTo(opened);
      assertThat(way.get("open").get("count").intValue()).isEqualTo(opened);
      assertThat(way.get("attacks")).hasSize(Attack.values().length);
      assertThat(way.get("refused").fieldNames())
          .toIterable()
          .contains("NOT_AUTHENTIC", "OWN_DIRECTION", "REPLAYED", "UNKNOWN_KID");
      way.get("datagrams")
          .properties()
          .forEach(
              count ->
                  assertThat(count.getValue().asLong() > 0)
                      .isEqualTo(!count.getKey().equals("vanished")));
    }
  }

  private JsonNode callOverHostileNetwork() throws IOException {
    return call(
        "--attack",
        "--loss",
        "5",
        "--reorder",
        "10",
        "--dup",
        "2",
        "--rotate",
        "2",
        "--out",
        folder.toString());
  }

  /** As many frames as were sent; those that were delivered are what was sent. */
  private void assertReceived(JsonNode way, JsonNode stream, int delivered, JsonNode files)
      throws IOException {
    boolean isVideo = stream.get("stream").textValue().equals("video");
    String to = way.get("from").textValue().equals("caller") ? "callee" : "caller";
    Path file = folder.resolve(to + (isVideo ? "-video.ivf" : "-audio.opus"));
    List<MediaFrame> sent = sent(isVideo);
    List<MediaFrame> received =
        readAll(isVideo ? MediaSource.openVideo(file) : MediaSource.openAudio(file));
    assertThat(received).hasSameSizeAs(sent);
    int same = 0;
    for (int i = 0; i < sent.size(); i++) {
      same += Arrays.equals(sent.get(i).payload(), received.get(i).payload()) ? 1 : 0;
    }
    assertThat(same).isEqualTo(delivered);
    assertThat(files.get(file.toString()).intValue()).isEqualTo(sent.size() - delivered);
  }

  private static List<MediaFrame> sent(boolean video) throws IOException {
    return readAll(video ? MediaSource.sampleVideo() : MediaSource.sampleAudio());
  }

  private static List<MediaFrame> readAll(MediaSource source) throws IOException {
    List<MediaFrame> frames = new ArrayList<>();
    try (source) {
      for (var frame = source.next(); frame != null; frame = source.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }

  @Test
  void filesAreWhatWasSentIfNothingIsLost() throws IOException {
    Path out = folder.resolve("made/received");
    JsonNode report = call("--reorder", "30", "--dup", "10", "--attack", "--out", out.toString());
    assertAllDelivered(report);
    assertThat(report.get("files")).hasSize(4).allMatch(bridged -> bridged.intValue() == 0);
    for (String side : List.of("caller", "callee")) {
      assertThat(readAll(MediaSource.openVideo(out.resolve(side + "-video.ivf"))))
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(sent(true));
      assertThat(readAll(MediaSource.openAudio(out.resolve(side + "-audio.opus"))))
          .usingRecursiveFieldByFieldElementComparator()
          .isEqualTo(sent(false));
    }
    assertThat(out.toFile().list()).hasSize(4);
  }

  @Test
  void ffprobeCountsThePacketsThatWereSent() throws Exception {
    JsonNode report = callOverHostileNetwork();
    for (String file : List.copyOf(iterable(report.get("files")))) {
      assertThat(packets(file)).isEqualTo(file.endsWith("ivf") ? VIDEO_FRAMES : AUDIO_FRAMES);
    }
  }

  private static List<String> iterable(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    assertThat(names).hasSize(4);
    return names;
  }

  private static int packets(String file) throws Exception {
    Process ffprobe;
    try {
      ffprobe =
          new ProcessBuilder(
                  ("ffprobe -v error -count_packets -show_entries stream=nb_read_packets"
                          + " -of default=noprint_wrappers=1:nokey=1 "
                          + file)
                      .split(" ", -1))
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      Assumptions.abort("ffprobe is not installed: " + e.getMessage());
      return 0;
    }
    try (var output = ffprobe.inputReader()) {
      int count = Integer.parseInt(output.readLine().strip());
      assertThat(ffprobe.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return count;
    }
  }

  /** Without rotations, because their moments depend on the threads. */
  @Test
  void seedRepeatsWhatTheForwarderDoes() throws IOException {
    String[] call = {"--seed", "7", "--loss", "5", "--reorder", "10", "--dup", "2", "--attack"};
    JsonNode one = call(call);
    JsonNode other = call(call);
    for (int i = 0; i < 2; i++) {
      for (String field : List.of("datagrams", "attacks", "streams")) {
        String path = "/directions/" + i + "/" + field;
        assertThat(one.at(path)).isEqualTo(other.at(path)).isNotEmpty();
      }
    }
    assertThat(one.at("/directions/0/datagrams")).isNotEqualTo(one.at("/directions/1/datagrams"));
  }

  @Test
  void tableIsForPeopleAndItsColumnsLineUp() {
    CliRun run = CliRun.of("call", "--speed", "max", "--attack", "--out", folder.toString());
    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.getFirst()).startsWith("Backend  ");
    assertThat(lines.getLast()).startsWith("Passed: every delivered genuine frame opened, once");
    assertThat(run.out()).contains("Received media", "callee-video.ivf (0 lost frames bridged)");
    assertAligned(lines, "Delivered", 4);
    assertAligned(lines, "p99.9", 4);
    assertAligned(lines, "frames", 4);
  }

  /** Numbers end where their heading ends. */
  private static void assertAligned(List<String> lines, String heading, int rows) {
    int row = 0;
    while (!(lines.get(row).startsWith("From") && lines.get(row).contains(heading))) {
      row++;
    }
    int end = lines.get(row).lastIndexOf(heading) + heading.length();
    for (String line : lines.subList(row + 1, row + 1 + rows)) {
      assertThat(line.charAt(end - 1)).as(line).isBetween('0', '9');
      assertThat(line.length() == end || line.charAt(end) == ' ').as(line).isTrue();
    }
  }

  @Test
  void helpExplainsEveryOptionAndStatus() {
    CliRun run = CliRun.of("call", "--help");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith("Usage: ecall call")
        .contains("--video", "--audio", "--out", "--backend", "--suite", "--rotate", "--speed")
        .contains("--port", "--loss", "--dup", "--reorder", "--attack", "--seed", "--json")
        .contains("Exit status:", "Examples:")
        .doesNotContain("null");
  }
}
