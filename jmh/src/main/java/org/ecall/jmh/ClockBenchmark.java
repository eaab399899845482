package org.ecall.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a cycle of the processor's clock is, which virtual machines do not tell, and which
 * changes with load and heat: a chain of shifts and exclusive ors, each of which needs the result
 * of the one before and takes one cycle.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class ClockBenchmark {

  private static final int STEPS = 1_000;

  /** Three shifts and three exclusive ors. */
  private static final int CYCLES_PER_STEP = 6;

  private long state = 1;

  /** Runs the chain; the score is a cycle's. */
  @Benchmark
  @OperationsPerInvocation(STEPS * CYCLES_PER_STEP)
  public long cycle() {
    long chain = state;
    for (int i = 0; i < STEPS; i++) {
      chain ^= chain << 13;
      chain ^= chain >>> 7;
      chain ^= chain << 17;
    }
    state = chain;
    return chain;
  }
}
