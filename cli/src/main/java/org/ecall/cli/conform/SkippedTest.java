package org.ecall.cli.conform;

/** A test of something that this engine does not implement. */
record SkippedTest(String name, String reason) implements VectorTest {

  @Override
  public Outcome run(Target target) {
    return new Outcome.Skipped(reason);
  }
}
