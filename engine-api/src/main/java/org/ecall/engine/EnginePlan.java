package org.ecall.engine;

import java.util.Map;
import org.ecall.engine.select.FrameClass;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.engine.select.SizeClass;
import org.ecall.engine.spi.AeadBackend;

/**
 * A plan and the backends that it names.
 *
 * @param selection the plan
 * @param byName its backends
 */
record EnginePlan(SelectionPlan selection, Map<String, AeadBackend> byName) {

  AeadBackend backend(FrameClass frames) {
    AeadBackend backend = byName.get(selection.of(frames.operation(), frames.size()).backend());
    if (backend == null) {
      throw new IllegalStateException("the plan names a backend that is not there");
    }
    return backend;
  }

  /** Whether there is another backend that may have to take over. */
  boolean mayChange() {
    return selection.selections().stream().anyMatch(choice -> choice.runnerUp().isPresent());
  }

  /** A batch has one backend for all: that of the frames for which batches are made. */
  AeadBackend forBatches() {
    return backend(new FrameClass(Operation.SEAL, SizeClass.BYTES_160));
  }
}
