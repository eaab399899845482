package org.ecall.cli.adversary;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;

/** What it costs a receiver's heap to be attacked. */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Bytes that each of so many repetitions allocates on the average, once it is warm. */
  static long bytesEach(int repetitions, IntConsumer action) {
    run(repetitions, action);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run(repetitions, action);
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / repetitions;
  }

  private static void run(int repetitions, IntConsumer action) {
    for (int i = 0; i < repetitions; i++) {
      action.accept(i);
    }
  }
}
