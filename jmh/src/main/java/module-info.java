/** Benchmarks; nothing depends on them. */
@SuppressWarnings("requires-automatic")
module org.ecall.jmh {
  requires jmh.core;
  requires org.ecall.engine;
  requires org.ecall.engine.ffm;
  requires org.ecall.engine.java;
  requires org.bouncycastle.provider;
  requires static org.jspecify;
}
