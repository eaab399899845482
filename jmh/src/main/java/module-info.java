/** Benchmarks, and the commands that run and read them; nothing depends on this. */
@SuppressWarnings("requires-automatic")
module org.ecall.jmh {
  requires com.fasterxml.jackson.databind;
  requires com.samskivert.jmustache;
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
  // Jackson and templates read and fill them, picocli sets the options.
  opens org.ecall.jmh.calibrate to
      info.picocli;
  opens org.ecall.jmh.report to
      com.fasterxml.jackson.databind,
      com.samskivert.jmustache,
      info.picocli;
  // picocli reads and sets the commands' annotated members.
  opens org.ecall.jmh to
      info.picocli;
  opens org.ecall.jmh.bench to
      info.picocli;
}
