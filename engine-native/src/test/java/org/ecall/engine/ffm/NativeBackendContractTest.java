package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.ecall.engine.contract.AeadBackendContract;
import org.ecall.engine.spi.AeadBackend;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contract on the kernel that {@code ECALL_NATIVE_KERNEL} names, or the library's own choice.
 * The build runs this class once for each.
 */
class NativeBackendContractTest extends AeadBackendContract {

  private static final AeadBackend BACKEND = new NativeBackend();
  private static final String ASKED_FOR = System.getenv("ECALL_NATIVE_KERNEL");
  private static final Set<String> KERNELS = TestLibrary.kernels();

  @BeforeAll
  static void theMachineCanRunIt() {
    Assumptions.assumeTrue(
        ASKED_FOR == null || KERNELS.isEmpty() || KERNELS.contains(ASKED_FOR),
        "kernel " + ASKED_FOR + " cannot run here; those that can: " + KERNELS);
  }

  @Override
  public AeadBackend backend() {
    return BACKEND;
  }

  /** The build says why it left the library out. */
  @Override
  protected boolean mustBePresent() {
    return TestLibrary.wasBuilt();
  }

  @Test
  void theKernelIsTheOneThatWasAskedFor() {
    NativeLibrary library = NativeBackend.library();
    String first = library.kernels().split(" ", 2)[0];
    assertThat(library.kernel()).isEqualTo(ASKED_FOR != null ? ASKED_FOR : first);
    assertThat(BACKEND.details()).containsEntry("kernel", library.kernel());
  }
}
