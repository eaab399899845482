/** The {@code ecall} command; only the benchmarks depend on it. */
@SuppressWarnings({"module", "requires-automatic"}) // the benchmarks are built after this
module org.ecall.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires org.ecall.engine;
  requires org.ecall.engine.ffm;
  requires org.ecall.engine.java;
  requires HdrHistogram;
  requires static org.jspecify;

  // The benchmarks are commands too, and measure with the sample media.
  exports org.ecall.cli to
      org.ecall.jmh;
  exports org.ecall.cli.media to
      org.ecall.jmh;

  // picocli reads and sets the commands' annotated members.
  opens org.ecall.cli to
      com.fasterxml.jackson.databind,
      info.picocli;
  opens org.ecall.cli.call to
      com.fasterxml.jackson.databind,
      info.picocli;
  opens org.ecall.cli.conform to
      info.picocli;
  opens org.ecall.cli.sframe to
      info.picocli;
  opens org.ecall.cli.soak to
      com.fasterxml.jackson.databind,
      info.picocli;
}
