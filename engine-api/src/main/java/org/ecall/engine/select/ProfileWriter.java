package org.ecall.engine.select;

/** The text form of a {@link CalibrationProfile}. */
final class ProfileWriter {

  static final String FIRST_LINE = "ecall-profile 1";

  /** Stands for a kernel or features that are not known. */
  static final String NONE = "-";

  private static final String COLUMNS =
      "# operation, payload bytes, ns per frame, its error, bytes allocated per frame";

  private final StringBuilder text = new StringBuilder();

  private ProfileWriter() {}

  static String write(CalibrationProfile profile) {
    ProfileWriter writer = new ProfileWriter();
    writer.writeHead(profile);
    int count = 0;
    for (BackendFigures backend : profile.backends()) {
      writer.writeBackend(backend);
      count += backend.figures().size();
    }
    writer.line("end", Integer.toString(count));
    return writer.text.toString();
  }

  private void writeHead(CalibrationProfile profile) {
    MachineFacts machine = profile.machine();
    CpuFacts cpu = machine.cpu();
    text.append(FIRST_LINE).append('\n');
    line("date", profile.date().toString());
    line("cpu-vendor", cpu.vendor());
    line("cpu-family", cpu.family());
    line("cpu-model", cpu.model());
    line("cpu-name", cpu.name());
    line("cpu-features", cpu.features().isEmpty() ? NONE : String.join(" ", cpu.features()));
    line("cores", Integer.toString(machine.cores()));
    line("os", machine.os());
    line("arch", machine.arch());
    line("jvm", machine.jvm());
  }

  private void writeBackend(BackendFigures backend) {
    BackendVersion version = backend.backend();
    line("backend", version.name());
    line("version", version.version());
    line("kernel", version.kernel().isEmpty() ? NONE : version.kernel());
    text.append(COLUMNS).append('\n');
    backend.figures().forEach(this::writeFigure);
  }

  private void writeFigure(FrameClass frames, Measurement figure) {
    text.append(frames.operation().label()).append(' ').append(frames.size().sizeBytes());
    decimal(figure.nanos());
    decimal(figure.errorNanos());
    decimal(figure.bytesPerFrame());
    text.append('\n');
  }

  private void decimal(double figure) {
    long thousandths = Math.round(figure * 1000);
    String fraction = Long.toString(1000 + thousandths % 1000).substring(1);
    text.append(' ').append(thousandths / 1000).append('.').append(fraction);
  }

  private void line(String key, String value) {
    text.append(key).append(' ').append(value).append('\n');
  }
}
