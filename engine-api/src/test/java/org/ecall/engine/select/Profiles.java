package org.ecall.engine.select;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Profiles made up for tests. */
final class Profiles {

  static final CpuFacts CPU = new CpuFacts("Vendor", "26", "2", "A processor", Set.of("aes"));
  static final MachineFacts MACHINE = new MachineFacts(CPU, 2, "linux", "amd64", "25.0.1+8-LTS");
  static final Instant DATE = Instant.parse("2026-01-31T12:00:00Z");

  private Profiles() {}

  static CalibrationProfile of(BackendFigures... backends) {
    return new CalibrationProfile(DATE, MACHINE, Arrays.asList(backends));
  }

  static CalibrationProfile on(MachineFacts machine, Instant date) {
    return new CalibrationProfile(date, machine, List.of(flat("jdk", 100, 5)));
  }

  /** The same time for all frames, which needs no more bytes than a call has to. */
  static BackendFigures flat(String backend, double nanos, double error) {
    return flat(backend, new Measurement(nanos, error, 0));
  }

  static BackendFigures flat(String backend, Measurement figure) {
    Map<FrameClass, Measurement> figures = new HashMap<>();
    FrameClass.all().stream()
        .filter(frames -> frames.size() == SizeClass.BYTES_160)
        .forEach(frames -> figures.put(frames, figure));
    return new BackendFigures(version(backend), figures);
  }

  static BackendVersion version(String backend) {
    return new BackendVersion(backend, CandidateBackend.VERSION, CandidateBackend.KERNEL);
  }

  static BackendFigures sealing(String backend, double error, double... nanosBySize) {
    Map<FrameClass, Measurement> figures = new HashMap<>();
    List<FrameClass> sealing = FrameClass.all().subList(0, nanosBySize.length);
    for (FrameClass frames : sealing) {
      double nanos = nanosBySize[sealing.indexOf(frames)];
      figures.put(frames, new Measurement(nanos, error, 0));
    }
    return new BackendFigures(version(backend), figures);
  }
}
