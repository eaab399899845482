package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;

class SelectionPolicyTest {

  private static final BackendConstraints NO_DEMANDS = BackendConstraints.none();

  private static SelectionPolicy policy(
      List<? extends AeadBackend> backends,
      BackendConstraints constraints,
      BackendFigures... figures) {
    ProfileSearch.Result found =
        figures.length == 0
            ? ProfileSearch.Result.none()
            : ProfileSearch.Result.of(Profiles.of(figures), "a test");
    return new SelectionPolicy(CandidateBackend.catalog(backends), constraints, found);
  }

  private static List<CandidateBackend> candidates(String... names) {
    return Stream.of(names).map(CandidateBackend::of).toList();
  }

  private static Selection audio(SelectionPolicy policy) {
    return policy.plan().of(Operation.SEAL, SizeClass.BYTES_160);
  }

  @Test
  void withoutFiguresTheFixedOrderDecides() {
    SelectionPolicy policy = policy(candidates("bouncycastle", "jdk", "native"), NO_DEMANDS);
    SelectionPlan plan = policy.plan();
    assertThat(plan.backends()).containsExactly("native");
    assertThat(plan.source()).isEqualTo("fixed order");
    assertThat(audio(policy).reason()).isEqualTo("first of the fixed order");
    assertThat(audio(policy).runnerUp()).contains("jdk");
    assertThat(audio(policy).margin()).isEmpty();
  }

  @Test
  void theFastestBeyondTheErrorsReplacesTheFirst() {
    SelectionPolicy policy =
        policy(
            candidates("jdk", "openssl"),
            NO_DEMANDS,
            Profiles.flat("jdk", 300, 20),
            Profiles.flat("openssl", 200, 20));
    Selection audio = audio(policy);
    assertThat(audio.backend()).isEqualTo("openssl");
    assertThat(audio.runnerUp()).contains("jdk");
    assertThat(audio.margin()).hasValue(0.5);
    assertThat(audio.reason()).isEqualTo("faster than jdk beyond the errors of both");
    assertThat(audio.source()).isEqualTo("a test");
    assertThat(policy.plan().of(Operation.OPEN, SizeClass.BYTES_40).backend())
        .as("nothing was measured of it")
        .isEqualTo("jdk");
  }

  @Test
  void eachSizeHasItsOwnChoice() {
    SelectionPlan plan =
        policy(
                candidates("native", "ipsec-mb"),
                NO_DEMANDS,
                Profiles.sealing("native", 1, 20, 26, 50, 110, 400, 1500, 6000),
                Profiles.sealing("ipsec-mb", 1, 60, 70, 90, 150, 350, 1300, 5100))
            .plan();
    for (SizeClass size : SizeClass.values()) {
      assertThat(plan.of(Operation.SEAL, size).backend())
          .isEqualTo(size.sizeBytes() < 4096 ? "native" : "ipsec-mb");
    }
    assertThat(plan.backends()).containsExactly("native", "ipsec-mb");
  }

  /**
   * The failure of jitsi-srtp: a few iterations in cold code made a slow provider look fast, and it
   * was kept. Few iterations have large errors, within which nothing is replaced.
   */
  @Test
  void aWrongPickAfterTooFewColdIterationsDoesNotHappen() {
    BackendFigures safe = Profiles.flat("jdk", 1000, 400);
    for (double error : new double[] {300, 450, 5_000}) {
      SelectionPolicy cold =
          policy(
              candidates("jdk", "bouncycastle"),
              NO_DEMANDS,
              safe,
              Profiles.flat("bouncycastle", 600, error));
      assertThat(audio(cold).backend()).isEqualTo("jdk");
    }
    SelectionPolicy warm =
        policy(
            candidates("jdk", "bouncycastle"),
            NO_DEMANDS,
            Profiles.flat("jdk", 350, 5),
            Profiles.flat("bouncycastle", 1900, 20));
    assertThat(audio(warm).backend()).isEqualTo("jdk");
    assertThat(audio(warm).runnerUp()).contains("bouncycastle");
  }

  @Test
  void aNoisyFigureOfOneThatAllocatesNothingDoesNotCostItsPlace() {
    SelectionPolicy policy =
        policy(
            candidates("native", "ipsec-mb"),
            NO_DEMANDS,
            Profiles.flat("native", new Measurement(783, 163, 0.1)),
            Profiles.flat("ipsec-mb", new Measurement(885, 49, 0.1)));
    assertThat(audio(policy).backend()).isEqualTo("native");
  }

  @Test
  void withinTheErrorsAllocationDecidesAndThenTheOrder() {
    Measurement sparing = new Measurement(101, 2, 0);
    SelectionPolicy policy =
        policy(
            candidates("jdk", "conscrypt", "openssl"),
            NO_DEMANDS,
            Profiles.flat("jdk", new Measurement(100, 2, 900)),
            Profiles.flat("conscrypt", sparing),
            Profiles.flat("openssl", sparing));
    assertThat(audio(policy).backend()).isEqualTo("conscrypt");
    assertThat(audio(policy).reason())
        .isEqualTo("as fast as jdk within the errors of both, and allocates nothing");
    Measurement vague = new Measurement(100, 40, 0);
    assertThat(
            audio(
                    policy(
                        candidates("jdk", "conscrypt"),
                        NO_DEMANDS,
                        Profiles.flat("jdk", new Measurement(100, 40, 900)),
                        Profiles.flat("conscrypt", vague)))
                .backend())
        .as("not knowing is no tie")
        .isEqualTo("jdk");
  }

  @Test
  void figuresOfAnotherKernelSayNothing() {
    List<CandidateBackend> here =
        List.of(CandidateBackend.of("native").withKernel("portable"), CandidateBackend.of("jdk"));
    SelectionPolicy policy =
        policy(here, NO_DEMANDS, Profiles.flat("native", 300, 1), Profiles.flat("jdk", 100, 1));
    assertThat(audio(policy).backend()).as("nothing speaks against it").isEqualTo("native");
    assertThat(audio(policy).reason())
        .isEqualTo("first of the fixed order; no usable figures of it here");
    assertThat(policy.plan().passedOver())
        .contains(
            new PassedOver(
                PassedOver.Kind.FIGURES,
                "native 1.2.3 kernel_a",
                "here it is native 1.2.3 portable"));
  }

  @Test
  void figuresThatContradictEachOtherAreNotUsed() {
    SelectionPolicy policy =
        policy(
            candidates("jdk", "bouncycastle"),
            NO_DEMANDS,
            Profiles.sealing("jdk", 1, 300, 350, 400, 500),
            Profiles.sealing("bouncycastle", 0, 861, 2, 4737, 12_313));
    assertThat(audio(policy).backend()).isEqualTo("jdk");
    assertThat(policy.plan().passedOver())
        .contains(
            new PassedOver(
                PassedOver.Kind.FIGURES,
                "seal of bouncycastle 1.2.3 kernel_a",
                "the times for 40 and 160 bytes contradict each other"));
  }

  @Test
  void startsNoMoreThanItMust() {
    List<CandidateBackend> all = candidates("native", "jdk", "conscrypt", "bouncycastle");
    policy(all, NO_DEMANDS).plan();
    assertThat(all)
        .extracting(CandidateBackend::started)
        .containsExactly(true, false, false, false);
    List<CandidateBackend> again = candidates("native", "jdk", "conscrypt", "bouncycastle");
    SelectionPolicy measured =
        policy(
            again,
            NO_DEMANDS,
            Profiles.flat("native", 200, 1),
            Profiles.flat("jdk", 300, 1),
            Profiles.flat("conscrypt", 100, 1),
            Profiles.flat("bouncycastle", 1000, 1));
    assertThat(audio(measured).backend()).isEqualTo("conscrypt");
    assertThat(again)
        .extracting(CandidateBackend::started)
        .containsExactly(true, false, true, false);
  }

  @Test
  void whatIsRuledOutByNatureIsNeverStarted() {
    CandidateBackend nativeCode =
        CandidateBackend.of("native", BackendProperty.NATIVE_CODE)
            .inherently(BackendProperty.NATIVE_CODE);
    SelectionPolicy policy =
        policy(
            List.of(nativeCode, CandidateBackend.of("jdk")),
            NO_DEMANDS.forbidding(BackendProperty.NATIVE_CODE));
    assertThat(policy.planInFull().backends()).containsExactly("jdk");
    assertThat(nativeCode.started()).isFalse();
  }

  /** "constant-time, no native code, no hardware AES" leaves one that is made for it. */
  @Test
  void pureJavaInConstantTimeIsTakenWhereNothingElseIsAdmissible() {
    List<CandidateBackend> all =
        List.of(
            CandidateBackend.of(
                "native", BackendProperty.CONSTANT_TIME, BackendProperty.NATIVE_CODE),
            CandidateBackend.of("jdk", BackendProperty.HARDWARE_AES),
            CandidateBackend.of("vector", BackendProperty.CONSTANT_TIME),
            CandidateBackend.of("bouncycastle"));
    BackendConstraints constraints =
        NO_DEMANDS
            .requiring(BackendProperty.CONSTANT_TIME)
            .forbidding(BackendProperty.NATIVE_CODE)
            .forbidding(BackendProperty.HARDWARE_AES);
    SelectionPlan plan = policy(all, constraints).planInFull();
    assertThat(plan.backends()).containsExactly("vector");
    assertThat(plan.passedOver())
        .filteredOn(passedOver -> passedOver.kind() == PassedOver.Kind.BACKEND)
        .extracting(PassedOver::what)
        .contains("native", "jdk", "bouncycastle");
  }

  @Test
  void othersThanTheFixedOrderAreUsedOnlyWhenNamed() {
    List<CandidateBackend> all = candidates("jdk", "jca:Fast");
    BackendFigures[] figures = {Profiles.flat("jdk", 300, 1), Profiles.flat("jca:Fast", 100, 1)};
    assertThat(audio(policy(all, NO_DEMANDS, figures)).backend()).isEqualTo("jdk");
    assertThat(audio(policy(all, NO_DEMANDS.allowing("jdk", "jca:Fast"), figures)).backend())
        .isEqualTo("jca:Fast");
    Selection only = audio(policy(all, NO_DEMANDS.allowing("jca:Fast"), figures));
    assertThat(only.reason()).isEqualTo("the only one allowed");
    assertThat(only.runnerUp()).isEmpty();
  }

  @Test
  void whatIsAbsentIsPassedOverWithItsReason() {
    SelectionPolicy policy =
        policy(
            List.of(CandidateBackend.absent("native"), CandidateBackend.of("jdk")),
            NO_DEMANDS,
            Profiles.flat("native", 10, 1),
            Profiles.flat("jdk", 100, 1));
    assertThat(audio(policy).backend()).isEqualTo("jdk");
    assertThat(policy.plan().passedOver())
        .contains(new PassedOver(PassedOver.Kind.BACKEND, "native", "is absent: not here"));
  }

  @Test
  void aQuarantinedOneIsNotPlanned() {
    SelectionPolicy policy = policy(candidates("native", "jdk"), NO_DEMANDS);
    assertThat(policy.planWithout(Set.of("native")).backends()).containsExactly("jdk");
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(() -> policy.planWithout(Set.of("native", "jdk")))
        .withMessageContaining("backend 'native' is quarantined");
  }

  @Test
  void withoutAnAdmissibleOneThereIsNoPlan() {
    assertThatExceptionOfType(BackendUnavailableException.class)
        .isThrownBy(policy(candidates("jdk"), NO_DEMANDS.requiring(BackendProperty.FIPS))::plan)
        .withMessageContaining("backend 'native' is not installed")
        .withMessageContaining("backend 'jdk' does not claim FIPS, which is required");
  }

  @Test
  void payloadsBelongToTheNearestSize() {
    assertThat(Stream.of(0, 40, 80, 81, 252, 253, 692, 693, 2217, 2218, 1 << 30).map(SizeClass::of))
        .extracting(SizeClass::sizeBytes)
        .containsExactly(40, 40, 40, 160, 160, 400, 400, 1200, 1200, 4096, 65_536);
    SizeClass[] sizes = SizeClass.values();
    for (int i = 0; i < sizes.length - 1; i++) {
      double mean = Math.sqrt((double) sizes[i].sizeBytes() * sizes[i + 1].sizeBytes());
      assertThat(sizes[i].upToBytes()).isEqualTo((int) mean);
    }
  }
}
