/** The {@code ecall} command; nothing depends on it. */
@SuppressWarnings("requires-automatic")
module org.ecall.cli {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires org.ecall.engine;
  requires org.ecall.engine.ffm;
  requires org.ecall.engine.java;
  requires HdrHistogram;
  requires static org.jspecify;

  // picocli reads and sets the commands' annotated members.
  opens org.ecall.cli to
      info.picocli;
  opens org.ecall.cli.call to
      com.fasterxml.jackson.databind,
      info.picocli;
  opens org.ecall.cli.conform to
      info.picocli;
  opens org.ecall.cli.sframe to
      info.picocli;
}
