package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ecall.engine.ProfileException;

class ProfileProperties {

  @Provide
  Arbitrary<CalibrationProfile> profiles() {
    Arbitrary<Instant> dates =
        Arbitraries.longs().between(946_684_800, 4_000_000_000L).map(Instant::ofEpochSecond);
    return Combinators.combine(dates, machines(), backends().list().ofMinSize(1).ofMaxSize(6))
        .as((date, machine, figures) -> new CalibrationProfile(date, machine, distinct(figures)));
  }

  private static List<BackendFigures> distinct(List<BackendFigures> figures) {
    List<BackendFigures> distinct = new ArrayList<>();
    for (BackendFigures candidate : figures) {
      if (distinct.stream().noneMatch(other -> other.backend().equals(candidate.backend()))) {
        distinct.add(candidate);
      }
    }
    return distinct;
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.strings().ofMinLength(1).ofMaxLength(40).map(ProfileText::toValue);
  }

  private static Arbitrary<MachineFacts> machines() {
    Arbitrary<CpuFacts> cpus =
        Combinators.combine(
                texts(),
                texts(),
                texts(),
                texts(),
                Arbitraries.of("aes", "vaes", "avx2", "unknown").set())
            .as(CpuFacts::new);
    return Combinators.combine(
            cpus, Arbitraries.integers().between(1, 1 << 20), texts(), texts(), texts())
        .as(MachineFacts::new);
  }

  private static Arbitrary<BackendFigures> backends() {
    Arbitrary<String> kernels =
        texts().filter(kernel -> !kernel.equals("-")).injectNull(0.2).map(k -> k == null ? "" : k);
    Arbitrary<BackendVersion> versions =
        Combinators.combine(texts(), texts(), kernels).as(BackendVersion::new);
    Arbitrary<Measurement> figures =
        Combinators.combine(
                Arbitraries.doubles().between(513, Measurement.MAX_FIGURE),
                Arbitraries.doubles().between(0, Measurement.MAX_FIGURE),
                Arbitraries.doubles().between(0, Measurement.MAX_FIGURE))
            .as(Measurement::new);
    return Combinators.combine(
            versions, Arbitraries.maps(Arbitraries.of(FrameClass.all()), figures).ofMinSize(1))
        .as(BackendFigures::new);
  }

  @Property(tries = 200)
  void whatIsWrittenIsRead(@ForAll("profiles") CalibrationProfile profile) {
    assertThat(CalibrationProfile.parse(profile.toText())).isEqualTo(profile);
  }

  @Property(tries = 50)
  void theOrderOfBackendsDoesNotShow(
      @ForAll("profiles") CalibrationProfile profile, @ForAll Random random) {
    List<BackendFigures> shuffled = new ArrayList<>(profile.backends());
    Collections.shuffle(shuffled, random);
    assertThat(new CalibrationProfile(profile.date(), profile.machine(), shuffled).toText())
        .isEqualTo(profile.toText());
  }

  /** Cut, edited by hand or hostile: a clear error or another profile, never anything else. */
  @Property(tries = 500)
  void whateverIsReadIsAProfileOrAClearError(
      @ForAll("profiles") CalibrationProfile profile,
      @ForAll int at,
      @ForAll int length,
      @ForAll String inserted) {
    String text = profile.toText();
    int start = Math.floorMod(at, text.length());
    int end = start + Math.floorMod(length, Math.min(30, text.length() - start));
    String edited = text.substring(0, start) + inserted + text.substring(end);
    try {
      CalibrationProfile read = CalibrationProfile.parse(edited);
      assertThat(CalibrationProfile.parse(read.toText())).isEqualTo(read);
    } catch (ProfileException e) {
      assertThat(e.getMessage()).matches("(?s)line \\d+: .+");
    }
  }

  @Property(tries = 200)
  void whateverTextIsNoProfileIsAClearError(@ForAll String text) {
    try {
      CalibrationProfile.parse(text);
      throw new AssertionError("read a profile");
    } catch (ProfileException e) {
      assertThat(e.getMessage()).matches("(?s)line \\d+: .+");
    }
  }
}
