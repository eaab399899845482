package org.ecall.engine.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.spi.BackendProperty;

/** What holds for every plan, whatever is installed, demanded and measured. */
class SelectionProperties {

  private static final List<String> NAMES = new ArrayList<>(SelectionPolicy.FIXED_ORDER);

  static {
    NAMES.add("jca:One");
    NAMES.add("jca:Two");
  }

  /** What there is: backends that are installed, and what was measured. */
  record World(List<CandidateBackend> backends, List<BackendFigures> figures) {

    SelectionPolicy policy(BackendConstraints constraints) {
      ProfileSearch.Result found =
          figures.isEmpty()
              ? ProfileSearch.Result.none()
              : ProfileSearch.Result.of(
                  new CalibrationProfile(Profiles.DATE, Profiles.MACHINE, figures), "a test");
      return new SelectionPolicy(CandidateBackend.catalog(backends), constraints, found);
    }

    CandidateBackend named(String name) {
      return backends.stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
    }
  }

  @Provide
  Arbitrary<World> worlds() {
    Arbitrary<Map<String, BackendFigures>> figures =
        Arbitraries.maps(Arbitraries.of(NAMES), series())
            .ofMinSize(5)
            .map(
                byName -> {
                  Map<String, BackendFigures> measured = new HashMap<>();
                  byName.forEach(
                      (name, series) ->
                          measured.put(name, new BackendFigures(Profiles.version(name), series)));
                  return measured;
                });
    Arbitrary<Map<String, CandidateBackend>> backends =
        Arbitraries.maps(Arbitraries.of(NAMES), Arbitraries.randomValue(random -> random))
            .ofMinSize(2)
            .map(
                byName -> {
                  Map<String, CandidateBackend> made = new HashMap<>();
                  byName.forEach((name, random) -> made.put(name, backend(name, random)));
                  return made;
                });
    return Combinators.combine(backends, figures)
        .as((b, f) -> new World(List.copyOf(b.values()), List.copyOf(f.values())));
  }

  private static CandidateBackend backend(String name, Random random) {
    if (random.nextInt(8) == 0) {
      return CandidateBackend.absent(name);
    }
    EnumSet<BackendProperty> properties = EnumSet.noneOf(BackendProperty.class);
    for (BackendProperty property : BackendProperty.values()) {
      if (random.nextBoolean()) {
        properties.add(property);
      }
    }
    CandidateBackend backend =
        CandidateBackend.of(name, properties.toArray(BackendProperty[]::new));
    if (properties.contains(BackendProperty.NATIVE_CODE) && random.nextBoolean()) {
      backend = backend.inherently(BackendProperty.NATIVE_CODE);
    }
    return random.nextInt(5) == 0 ? backend.withKernel("kernel_b") : backend;
  }

  /** Times near each other, so that errors matter. */
  private static Arbitrary<Map<FrameClass, Measurement>> series() {
    Arbitrary<Measurement> figures =
        Combinators.combine(
                Arbitraries.integers().between(600, 700),
                Arbitraries.integers().between(0, 60),
                Arbitraries.of(0, 0, 900))
            .as((nanos, error, bytes) -> new Measurement(nanos, error, bytes));
    return Arbitraries.maps(Arbitraries.of(FrameClass.all()), figures).ofMinSize(10);
  }

  @Provide
  Arbitrary<BackendConstraints> constraints() {
    Arbitrary<Set<BackendProperty>> few =
        Arbitraries.of(BackendProperty.values()).set().ofMaxSize(1);
    return Combinators.combine(Arbitraries.of(NAMES).set().ofMaxSize(4), few, few)
        .as(BackendConstraints::new);
  }

  private static SelectionPlan plan(World world, BackendConstraints constraints) {
    try {
      return world.policy(constraints).plan();
    } catch (BackendUnavailableException e) {
      assumeTrue(false);
      throw e;
    }
  }

  private static List<String> choices(SelectionPlan plan) {
    return plan.selections().stream().map(Selection::backend).toList();
  }

  @Property(tries = 500)
  void aPlanNeverHasAnInadmissibleBackend(
      @ForAll("worlds") World world, @ForAll("constraints") BackendConstraints constraints) {
    SelectionPlan plan;
    try {
      plan = world.policy(constraints).plan();
    } catch (BackendUnavailableException e) {
      for (CandidateBackend backend : world.backends()) {
        assertThat(admissible(backend, constraints)).as(backend.name()).isFalse();
      }
      return;
    }
    for (String name : plan.backends()) {
      assertThat(admissible(world.named(name), constraints)).as(name).isTrue();
    }
  }

  private static boolean admissible(CandidateBackend backend, BackendConstraints constraints) {
    Set<String> allowed =
        constraints.allowed().isEmpty()
            ? Set.copyOf(SelectionPolicy.FIXED_ORDER)
            : constraints.allowed();
    return allowed.contains(backend.name())
        && backend.isPresent()
        && backend.properties().containsAll(constraints.required())
        && Collections.disjoint(backend.properties(), constraints.forbidden());
  }

  @Property(tries = 200)
  void equalInputsGiveEqualPlansInWhateverOrderTheyCome(
      @ForAll("worlds") World world,
      @ForAll("constraints") BackendConstraints constraints,
      @ForAll Random random) {
    SelectionPlan plan = plan(world, constraints);
    List<CandidateBackend> backends = new ArrayList<>(world.backends());
    List<BackendFigures> figures = new ArrayList<>(world.figures());
    Collections.shuffle(backends, random);
    Collections.shuffle(figures, random);
    assertThat(plan(new World(backends, figures), constraints)).isEqualTo(plan);
  }

  /** Starting everything must find out nothing that the choices should have depended on. */
  @Property(tries = 500)
  void choicesAreTheSameWhateverWasStarted(
      @ForAll("worlds") World world, @ForAll("constraints") BackendConstraints constraints) {
    SelectionPlan plan = plan(world, constraints);
    assertThat(choices(world.policy(constraints).planInFull())).isEqualTo(choices(plan));
  }

  @Property(tries = 1000)
  void addingASlowerBackendChangesNothing(@ForAll("worlds") World whole, @ForAll Random random) {
    BackendConstraints constraints = BackendConstraints.none();
    String name = SelectionPolicy.FIXED_ORDER.get(random.nextInt(7));
    World world =
        new World(
            whole.backends().stream().filter(b -> !b.name().equals(name)).toList(),
            whole.figures().stream().filter(f -> !f.backend().name().equals(name)).toList());
    SelectionPlan plan = plan(world, constraints);
    Map<FrameClass, Measurement> slower = new HashMap<>();
    List<Selection> measured =
        plan.selections().stream().filter(chosen -> chosen.figure().isPresent()).toList();
    assumeTrue(!measured.isEmpty());
    for (Selection selection : measured) {
      Measurement chosen = selection.figure().orElseThrow();
      int error = random.nextInt(50);
      slower.put(
          selection.frames(),
          new Measurement(chosen.highNanos() + error + 0.001 + random.nextInt(20), error, 0));
    }
    List<CandidateBackend> backends = new ArrayList<>(world.backends());
    List<BackendFigures> figures = new ArrayList<>(world.figures());
    backends.add(CandidateBackend.of(name));
    figures.add(new BackendFigures(Profiles.version(name), slower));
    SelectionPlan after = plan(new World(backends, figures), constraints);
    for (Selection before : measured) {
      FrameClass frames = before.frames();
      assertThat(after.of(frames.operation(), frames.size()).backend()).isEqualTo(before.backend());
    }
  }

  /** One absurd figure, too small or too large, never brings another backend in. */
  @Property(tries = 300)
  void oneAbsurdFigureSelectsNothingBad(@ForAll Random random) {
    double[] good = {300, 350, 390, 530, 700, 1_900, 6_500};
    double[] bad = {860, 1_900, 4_700, 12_300, 42_000, 180_000, 810_000};
    int at = random.nextInt(bad.length);
    bad[at] =
        Math.max(1, FrameClass.all().get(at).size().sizeBytes() / 128.0 + random.nextDouble() * 10);
    List<CandidateBackend> backends =
        List.of(CandidateBackend.of("jdk"), CandidateBackend.of("bouncycastle"));
    List<BackendFigures> figures =
        List.of(Profiles.sealing("jdk", 5, good), Profiles.sealing("bouncycastle", 0, bad));
    assertThat(plan(new World(backends, figures), BackendConstraints.none()).backends())
        .containsExactly("jdk");
  }
}
