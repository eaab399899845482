package org.ecall.cli.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ecall.cli.AdmittedBackends;

/**
 * An attack before its judges: the engine has to withstand it on every backend; so has the naive
 * scheme without a flaw; and with the flaw it has to fall, or the attack shows nothing.
 *
 * <p>{@code -Decall.adversary.backends=conscrypt,openssl} takes other backends than the two that
 * each build does. (The memory that {@code vector} takes until it is compiled looks like an attack
 * that succeeds.)
 */
final class Trial {

  private static final String BACKENDS =
      System.getProperty("ecall.adversary.backends", "jdk,native");

  private Trial() {}

  /** An attack on a call, and the flaws that it needs. */
  static void onCalls(Attack<Call> attack, Flaw... flaws) {
    judge(attack, EngineCall::new, NaiveCall::new, flaws);
  }

  /** An attack on a group, and the flaws that it needs. */
  static void onRooms(Attack<Room> attack, Flaw... flaws) {
    judge(attack, EngineRoom::new, NaiveRoom::new, flaws);
  }

  private static <S extends AutoCloseable> void judge(
      Attack<S> attack, Function<String, S> engine, Function<Set<Flaw>, S> naive, Flaw... flaws) {
    for (String backend : backends()) {
      assertThat(succeeds(attack, engine.apply(backend)))
          .as("the attack on the engine with backend %s", backend)
          .isFalse();
    }
    assertThat(succeeds(attack, naive.apply(EnumSet.noneOf(Flaw.class))))
        .as("the attack on a scheme without a flaw")
        .isFalse();
    assertThat(succeeds(attack, naive.apply(EnumSet.copyOf(Arrays.asList(flaws)))))
        .as("the control: the attack on a scheme with %s", Arrays.toString(flaws))
        .isTrue();
  }

  private static List<String> backends() {
    Set<String> wanted = Arrays.stream(BACKENDS.split(",")).collect(Collectors.toSet());
    return AdmittedBackends.names().stream().filter(wanted::contains).toList();
  }

  private static <S extends AutoCloseable> boolean succeeds(Attack<S> attack, S scheme) {
    try (scheme) {
      return attack.succeeds(scheme);
    } catch (RefusedException e) {
      return false;
    } catch (Exception e) {
      throw new AssertionError("closing failed", e);
    }
  }
}
