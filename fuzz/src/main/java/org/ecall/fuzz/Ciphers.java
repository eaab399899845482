package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;

/** The backends that this machine has, each with the same expanded keys. */
final class Ciphers {

  /** Keys of both sizes, so that expanding is not what most of a run is spent on. */
  static final int KEYS = 4;

  static final int BATCH_CAPACITY = 12;

  private static final List<Ciphers> ALL = admitted();

  private final AeadBackend backend;
  private final List<AeadKey> keys = new ArrayList<>();
  private final AeadBatch batch;

  private Ciphers(AeadBackend backend) {
    this.backend = backend;
    batch = backend.newBatch(BATCH_CAPACITY);
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < KEYS; i++) {
        byte[] bytes = new byte[i % 2 == 0 ? 32 : 16];
        new SplittableRandom(i).nextBytes(bytes);
        MemorySegment memory = arena.allocate(bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        keys.add(backend.expandKey(memory));
      }
    }
  }

  private static List<Ciphers> admitted() {
    BackendCatalog catalog = BackendCatalog.installed();
    List<BackendReport> reports = catalog.reports();
    for (BackendReport report : reports) {
      Oracle.require(
          report.status() != BackendReport.Status.REFUSED,
          report.name() + " passes its self-test: " + report.reason());
    }
    List<Ciphers> all =
        reports.stream()
            .filter(report -> report.status() == BackendReport.Status.ADMITTED)
            .map(report -> new Ciphers(catalog.require(report.name())))
            .toList();
    System.err.println("backends: " + all);
    return all;
  }

  static Ciphers choose(FuzzedDataProvider data) {
    return ALL.get(data.consumeInt(0, 255) % ALL.size());
  }

  /** One that is there for all runs, as an embedder's is. */
  AeadBatch batch() {
    batch.clear();
    return batch;
  }

  /** The one to compare with. */
  static Ciphers reference() {
    return ALL.stream().filter(one -> one.backend.name().equals("jdk")).findAny().orElseThrow();
  }

  AeadKey key(int number) {
    return keys.get(number);
  }

  @Override
  public String toString() {
    return backend.name();
  }
}
