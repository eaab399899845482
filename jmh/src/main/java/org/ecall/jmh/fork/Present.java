package org.ecall.jmh.fork;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What benchmarks can measure on this machine.
 *
 * @param backends names of usable backends of the engine, as {@code --backend} takes them
 * @param kernels kernels of backend {@code native} beside the one that it chooses, by the names
 *     that {@link Backends} takes
 * @param peers names of usable peers
 * @param absent what cannot be used, and why
 */
public record Present(
    List<String> backends, List<String> kernels, List<String> peers, Map<String, String> absent) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Asks a process that is started as forks are.
   *
   * @return what it found
   * @throws IOException if the process cannot be started, or fails
   */
  public static Present probe() throws IOException {
    Process process =
        new ProcessBuilder(Jvm.command(Jvm.vectorOptions(), Probe.class, List.of()))
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.onExit().join();
    String found =
        output
            .lines()
            .filter(line -> line.startsWith(Probe.MARK))
            .findFirst()
            .orElseThrow(
                () -> new IOException("what can be measured here is unknown: " + output.strip()));
    return JSON.readValue(found.substring(Probe.MARK.length()), Present.class);
  }

  String toJson() throws IOException {
    return JSON.writeValueAsString(this);
  }
}
