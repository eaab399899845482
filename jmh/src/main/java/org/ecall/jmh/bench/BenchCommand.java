package org.ecall.jmh.bench;

import org.ecall.cli.EcallCommand;
import picocli.CommandLine.Command;

/** {@code ecall bench}: runs a chosen set of benchmarks. */
@Command(
    name = "bench",
    description = "Measures the ciphers that this machine has, in rounds with all peers in each.")
public final class BenchCommand extends EcallCommand {

  /** For picocli. */
  public BenchCommand() {}

  @Override
  public Integer call() {
    return FINE;
  }
}
