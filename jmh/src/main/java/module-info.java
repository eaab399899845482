/** Benchmarks; nothing depends on them. */
@SuppressWarnings("requires-automatic")
module org.ecall.jmh {
  requires jmh.core;
  requires org.ecall.engine;
  requires org.ecall.engine.java;
  requires static org.jspecify;
}
