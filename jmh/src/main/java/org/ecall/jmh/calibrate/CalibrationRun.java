package org.ecall.jmh.calibrate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecall.cli.CliException;
import org.ecall.jmh.bench.Effort;
import org.ecall.jmh.bench.Part;
import org.ecall.jmh.bench.Progress;
import org.ecall.jmh.bench.ResultStore;
import org.ecall.jmh.bench.Rounds;
import org.ecall.jmh.fork.Present;
import org.ecall.jmh.result.ResultFile;

/** Measures just what a profile needs: each backend that can be used here, all sizes. */
final class CalibrationRun {

  private static final List<Integer> QUICK_SIZES = List.of(160, 1200, 16384);
  private static final int QUICK_ROUNDS = 2;
  private static final int ROUNDS = 3;
  private static final String FAREWELL = "ecall calibrate: stopped; no profile was written";

  private final PrintWriter err;
  private final boolean quick;

  CalibrationRun(PrintWriter err, boolean quick) {
    this.err = err;
    this.quick = quick;
  }

  /** Runs it; what failed is said so and left out. */
  ResultFile run() throws IOException {
    Present present = Present.probe();
    present
        .absent()
        .forEach((name, reason) -> err.println("not measured: " + name + ", " + reason));
    List<Part> parts = parts(present.backends());
    int rounds = quick ? QUICK_ROUNDS : ROUNDS;
    Path folder = Files.createTempDirectory("ecall-calibrate-");
    ResultStore store = new ResultStore(folder.resolve("result.json"));
    try {
      Progress progress = Progress.start(err, parts.size() * rounds);
      new Rounds(quick ? Effort.QUICK : Effort.FULL, store, progress, results -> FAREWELL)
          .run(parts, rounds);
      if (store.size() == 0) {
        throw new CliException("nothing could be measured");
      }
      return ResultFile.read(store.file());
    } finally {
      Files.deleteIfExists(store.file());
      Files.deleteIfExists(folder);
    }
  }

  /** Backends of the same size and operation stand side by side. */
  private List<Part> parts(List<String> backends) {
    List<Part> parts = new ArrayList<>();
    for (String method : ProfileMaker.methods()) {
      for (int size : quick ? QUICK_SIZES : ProfileMaker.sizes()) {
        for (String backend : backends) {
          parts.add(
              new Part(
                  ProfileMaker.BENCHMARK + "." + method,
                  Map.of("subject", backend, "sizeBytes", String.valueOf(size))));
        }
      }
    }
    return parts;
  }
}
