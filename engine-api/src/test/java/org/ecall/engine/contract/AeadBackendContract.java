package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.Availability;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AeadBackend} has to do, as tests to inherit. A backend's module has a subclass
 * for each of its backends. A backend that is absent fails its tests, unless the subclass says that
 * this machine need not have it; they are then reported as skipped, with the reason.
 */
public abstract class AeadBackendContract
    implements KnownAnswerContract,
        SizeContract,
        AlignmentContract,
        InPlaceContract,
        RefusalContract,
        MemoryContract,
        KeyContract,
        ThreadContract,
        CloseContract,
        BatchContract,
        BatchSealsContract {

  /** For subclasses. */
  protected AeadBackendContract() {}

  /**
   * The backend under test.
   *
   * @return the same one, or an equal one, at each call
   */
  @Override
  public abstract AeadBackend backend();

  /**
   * Whether the backend has to be present here.
   *
   * @return true unless overridden: what is not exercised is not known to work
   */
  protected boolean mustBePresent() {
    return true;
  }

  @BeforeEach
  final void backendIsPresent() {
    if (backend().availability() instanceof Availability.Absent absent) {
      String message = "backend '" + backend().name() + "' is absent: " + absent.reason();
      if (mustBePresent()) {
        fail(message);
      }
      Assumptions.abort(message);
    }
  }

  @Test
  final void saysWhatItIs() {
    assertThat(backend().name()).isNotBlank();
    assertThat(backend().properties()).doesNotContainNull();
    assertThat(backend().availability())
        .isInstanceOfSatisfying(
            Availability.Present.class, present -> assertThat(present.version()).isNotBlank());
  }
}
