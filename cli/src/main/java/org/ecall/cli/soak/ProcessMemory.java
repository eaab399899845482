package org.ecall.cli.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process as the JVM and the system tell it. */
final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessMemory() {}

  /** Collects garbage, and looks. */
  static MemorySample sample(double seconds, long sealKeys) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new MemorySample(
        seconds, runtime.totalMemory() - runtime.freeMemory(), residentBytes(), sealKeys);
  }

  /**
   * Whether the heap keeps its size, as {@code ecall soak} has it: else what is resident says more
   * about the heap than about native memory.
   */
  static boolean heapIsFixed() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() == runtime.maxMemory();
  }

  /** Pages of this process in memory, native ones included; known on Linux only. */
  static long residentBytes() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          String kib = line.replaceAll("[^0-9]", "");
          return Long.parseLong(kib) << 10;
        }
      }
    } catch (IOException e) {
      // Other systems have no such file.
    }
    return MemorySample.UNKNOWN;
  }
}
