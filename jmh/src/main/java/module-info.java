/** Benchmarks, and the commands that run and read them; nothing depends on this. */
@SuppressWarnings("requires-automatic")
module org.ecall.jmh {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires java.management;
  requires jmh.core;
  requires org.ecall.cli;
  requires org.ecall.engine;
  requires org.ecall.engine.ffm;
  requires org.ecall.engine.java;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  // Jackson fills the records.
  opens org.ecall.jmh.fork to
      com.fasterxml.jackson.databind;
  opens org.ecall.jmh.result to
      com.fasterxml.jackson.databind;
  // picocli reads and sets the commands' annotated members.
  opens org.ecall.jmh to
      info.picocli;
  opens org.ecall.jmh.bench to
      info.picocli;
}
