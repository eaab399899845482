package org.ecall.cli;

import java.io.IOException;
import java.util.List;

/** A process that takes the place of this one, as far as its user can see. */
public final class ChildProcess {

  private ChildProcess() {}

  /**
   * Runs a command with the streams of this process, and waits for it. Whoever ends this process
   * ends the child too, which may have work to save first.
   *
   * @param command program and arguments
   * @return its exit status
   * @throws IOException if it cannot be started
   * @throws InterruptedException if the thread is interrupted; the child runs on
   */
  public static int run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread end = new Thread(() -> end(process), "ends the child");
    Runtime.getRuntime().addShutdownHook(end);
    int status = process.waitFor();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException shuttingDown) {
      // Then the hook has nothing left to end.
    }
    return status;
  }

  private static void end(Process process) {
    process.destroy();
    process.onExit().join();
  }
}
