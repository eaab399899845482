package org.ecall.cli.conform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecall.cli.AdmittedBackends;
import org.ecall.cli.CliRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformCommandTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path dir;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text);
  }

  @ParameterizedTest
  @MethodSource("org.ecall.cli.AdmittedBackends#names")
  void ownVectorsPassOnEveryBackend(String backend) throws IOException {
    CliRun run = CliRun.of("conform", "--json", "--backend", backend, VectorFiles.own().toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as(run.out()).isZero();
    JsonNode result = JSON.readTree(run.out()).get("results").get(0);
    assertThat(result.get("kind").textValue()).isEqualTo("ecall-call-vectors/1");
    // Of each suite: 3 epochs, 24 keys, 72 frames, 11 scenarios.
    assertThat(result.get("passed").intValue()).isEqualTo(2 * (3 + 24 + 72 + 11));
    assertThat(result.get("skipped").intValue()).isZero();
  }

  @Test
  void publishedVectorsPassOnAllBackends() throws IOException {
    CliRun run = CliRun.of("conform", "--json", VectorFiles.published().toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).as(run.out()).isZero();
    JsonNode document = JSON.readTree(run.out());
    for (JsonNode result : document.get("results")) {
      int expected = result.get("kind").textValue().startsWith("RFC 9605") ? 289 + 2 : 67 + 66;
      assertThat(result.get("passed").intValue()).as(result.toString()).isEqualTo(expected);
    }
    assertThat(document.get("results")).hasSize(2 * AdmittedBackends.names().size());
    assertThat(document.get("ignored")).isNotEmpty();
    for (JsonNode leftOut : document.get("leftOut")) {
      // What this machine does not have; a backend that is refused would have failed the command.
      assertThat(leftOut.get("status").textValue()).isEqualTo("ABSENT");
      assertThat(leftOut.get("backend").textValue()).isNotIn(AdmittedBackends.names());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"status\": \"REPLAYED\"', '\"status\": \"TOO_OLD\"', status is REPLAYED",
    "'\"commit\": \"', '\"commit\": \"00', commitment is",
    "'\"sealed\": \"', '\"sealed\": \"00', sealed frame is",
    "'\"base\": \"', '\"base\": \"00', base key is"
  })
  void aWrongVectorIsFound(String right, String wrong, String why) throws IOException {
    String own = Files.readString(VectorFiles.own().resolve("ecall-call.json"));
    Path changed = file("changed.json", own.replace(right, wrong));
    CliRun run = CliRun.of("conform", "--backend", "jdk", changed.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).startsWith("FAILED  jdk").contains(why);
  }

  @Test
  void cavpFilesAreSealedOpenedAndRefused() throws IOException {
    Path cavp = file("gcmDecrypt256.rsp", VectorFiles.cavp().replace("\n", "\r\n"));
    CliRun run = CliRun.of("conform", "--backend", "jdk", cavp.toString());
    assertThat(run).isEqualTo(new CliRun(0, run.out(), ""));
    assertThat(run.out())
        .contains("(NIST CAVP AES-GCM): 2 passed, 0 failed, 1 skipped (key size 192 bit: 1)");
    Path wrong = file("wrong.rsp", VectorFiles.cavp().replace("FAIL", "PT = 0011223344556677"));
    assertThat(CliRun.of("conform", "--backend", "jdk", wrong.toString()).out())
        .contains("FAILED", "line 17 (Count = 1)", "1 failed");
  }

  @Test
  void brokenCavpFilesAreNamed() throws IOException {
    for (String broken :
        new String[] {
          VectorFiles.cavp().replace("IV = cafebabefacedbaddecaf888", ""),
          VectorFiles.cavp().replace("Tag = 7", "Tag = "),
          VectorFiles.cavp().replace("Tag = 7", "Tag = x"),
          VectorFiles.cavp().replace("FAIL", "PERHAPS")
        }) {
      Path path = file("broken.rsp", broken);
      CliRun run = CliRun.of("conform", "--backend", "jdk", path.toString());
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().lines().findFirst().orElseThrow())
          .contains("broken.rsp: ")
          .contains("line ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\": \"ecall-call-vectors/1\", ",
        "",
        "no JSON",
        "{} {}",
        "{\"format\": \"ecall-call-vectors/1\"}",
        "{\"format\": \"ecall-call-vectors/1\", \"calls\": [7]}",
        "{\"format\": \"ecall-call-vectors/1\", \"calls\": [{\"suite\": 9}]}",
        "{\"format\": \"ecall-call-vectors/1\", \"calls\": [{\"suite\": 5, \"secret\": \"0\"}]}",
        "{\"header\": [{\"kid\": -1, \"ctr\": 0, \"encoded\": \"00\"}], \"sframe\": []}",
        "{\"schema\": \"aead_test_schema_v1.json\", \"algorithm\": \"AES-GCM\"}"
      })
  void malformedJsonIsOneLineAndFails(String text) throws IOException {
    Path path = file("broken.json", text);
    CliRun run = CliRun.of("conform", "--backend", "jdk", path.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("ecall conform: " + path + ": ");
    assertThat(run.err()).endsWith("no test ran" + System.lineSeparator());
  }

  @Test
  void oneBrokenFileDoesNotStopTheOthers() throws IOException {
    file("a.json", "{");
    file("b.rsp", VectorFiles.cavp());
    CliRun run = CliRun.of("conform", "--json", "--backend", "jdk", dir.toString());
    assertThat(run.status()).isEqualTo(1);
    JsonNode document = JSON.readTree(run.out());
    assertThat(document.get("passed").intValue()).isEqualTo(2);
    assertThat(document.get("broken")).hasSize(1);
    assertThat(document.get("fine").booleanValue()).isFalse();
  }

  @Test
  void otherFilesAreIgnoredAndNothingToRunFails() throws IOException {
    file("README.md", "# Not for this tool");
    file(
        "hkdf.json", "{\"algorithm\": \"HKDF-SHA-512\", \"schema\": \"hkdf_test_schema_v1.json\"}");
    file("list.json", "[1, 2]");
    file("style", "{ not JSON, and not named so }");
    CliRun run = CliRun.of("conform", dir.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no test ran").hasLineCount(1);
    assertThat(run.out()).contains("files ignored, not for this tool: 4");
  }

  @Test
  void anEmptyDirectoryFails() {
    CliRun run = CliRun.of("conform", dir.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no test ran").hasLineCount(1);
  }

  @Test
  void missingPathsAndBackendsAreOneLine() {
    CliRun missing = CliRun.of("conform", dir.resolve("none").toString());
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.isOneLineOfError()).isTrue();
    assertThat(missing.err()).contains("no such file or directory", "none");
    CliRun unknown = CliRun.of("conform", "--backend", "nonesuch", dir.toString());
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.isOneLineOfError()).isTrue();
    assertThat(unknown.err()).contains("'nonesuch'", "jdk");
    CliRun absent = CliRun.of("conform", "--backend", "jca:Nonesuch", dir.toString());
    assertThat(absent.status()).isEqualTo(1);
    assertThat(absent.err()).contains("absent");
    assertThat(CliRun.of("conform").status()).isEqualTo(2);
  }
}
