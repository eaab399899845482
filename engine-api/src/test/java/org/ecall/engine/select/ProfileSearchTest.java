package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ecall.engine.ProfileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileSearchTest {

  private static final MachineFacts HERE = Profiles.MACHINE;
  private static final Instant OLD = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant NEW = Instant.parse("2026-01-01T00:00:00Z");
  private static final BuiltInProfiles NONE_BUILT_IN = new BuiltInProfiles("no-profiles/");
  private static final BuiltInProfiles BUILT_IN = new BuiltInProfiles("test-profiles/");

  @TempDir Path folder;

  private static MachineFacts otherModel() {
    return new MachineFacts(
        new CpuFacts("Vendor", "26", "3", "A processor", Set.of("aes")),
        2,
        "linux",
        "amd64",
        "25.0.1");
  }

  private Path store(String name, MachineFacts machine, Instant date) throws IOException {
    return Files.writeString(folder.resolve(name), Profiles.on(machine, date).toText());
  }

  private ProfileSearch.Result search(BuiltInProfiles builtIn) {
    return new ProfileSearch(HERE, builtIn).search(Optional.of(folder));
  }

  @Test
  void takesTheNewestThatFitsByTheDateInside() throws IOException {
    store("profile-a.txt", HERE, NEW);
    store("profile-b.txt", HERE, OLD);
    store("profile-c.txt", otherModel(), NEW.plusSeconds(1));
    store("other.txt", HERE, NEW.plusSeconds(1));
    Files.writeString(folder.resolve("profile-d.txt"), "ecall-profile 1\n");
    ProfileSearch.Result found = search(BUILT_IN);
    assertThat(found.profile().orElseThrow().date()).isEqualTo(NEW);
    assertThat(found.source()).contains("profile-a.txt", NEW.toString());
    assertThat(found.passedOver())
        .extracting(PassedOver::reason)
        .satisfiesExactlyInAnyOrder(
            reason -> assertThat(reason).contains("is foreign", "model 3"),
            reason -> assertThat(reason).contains("line 2: the file ends too early"));
  }

  @Test
  void thenTheBuiltInOneOfTheFamily() throws IOException {
    store("profile-c.txt", otherModel(), NEW);
    ProfileSearch.Result found = search(BUILT_IN);
    assertThat(found.source()).startsWith("built-in profile of ");
    assertThat(found.profile().orElseThrow().machine().cpu().model()).isEqualTo(CpuFacts.ANY_MODEL);
    assertThat(found.passedOver()).hasSize(1);
  }

  @Test
  void thenTheFixedOrder() {
    ProfileSearch.Result found = search(NONE_BUILT_IN);
    assertThat(found).isEqualTo(ProfileSearch.Result.none());
    assertThat(new ProfileSearch(HERE, NONE_BUILT_IN).search(Optional.empty())).isEqualTo(found);
    Path missing = folder.resolve("missing");
    assertThat(new ProfileSearch(HERE, NONE_BUILT_IN).search(Optional.of(missing)))
        .isEqualTo(found);
  }

  @Test
  void theNamedOneFitsOrIsAnError() throws IOException {
    ProfileSearch search = new ProfileSearch(HERE, BUILT_IN);
    Path good = store("any-name", HERE, OLD);
    assertThat(search.named(good).profile().orElseThrow().date()).isEqualTo(OLD);
    Path foreign = store("foreign", otherModel(), NEW);
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> search.named(foreign))
        .withMessageContaining("is foreign: measured on the processor Vendor family 26 model 3")
        .withMessageContaining("'ecall calibrate' measures this machine");
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> search.named(folder.resolve("missing")))
        .withMessageContaining("no such file");
  }

  @Test
  void tooManyFilesAreNotAllRead() throws IOException {
    for (int i = 0; i < 40; i++) {
      store("profile-" + i + ".txt", HERE, OLD.plusSeconds(i));
    }
    assertThat(search(NONE_BUILT_IN).passedOver())
        .extracting(PassedOver::reason)
        .containsExactly("has 40 profiles; only 32 are read");
  }

  @Test
  void everyBuiltInProfileOfTheEngineIsWhatTheIndexSays() {
    for (BuiltInProfiles.Entry entry : BuiltInProfiles.OF_ENGINE.index()) {
      CalibrationProfile profile = BuiltInProfiles.OF_ENGINE.read(entry);
      assertThat(entry.isFor(profile.machine())).as(entry.file()).isTrue();
      assertThat(profile.machine().cpu().model()).isEqualTo(CpuFacts.ANY_MODEL);
    }
  }
}
