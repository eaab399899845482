package org.ecall.cli.conform;

/** One published test. */
interface VectorTest {

  /** By which the test can be found in its file. */
  String name();

  /** Runs the test; exceptions of the backend may come through and count as failures. */
  Outcome run(Target target);
}
