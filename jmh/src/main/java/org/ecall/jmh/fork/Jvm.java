package org.ecall.jmh.fork;

import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** How the processes that measure are started. */
public final class Jvm {

  /** What JMH and the native backends do on purpose is no reason to warn. */
  private static final List<String> WITHOUT_WARNINGS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  private static final List<String> WITH_VECTORS = List.of("--add-modules", "jdk.incubator.vector");

  private Jvm() {}

  /**
   * A command that starts a class of this application in a JVM like this.
   *
   * @param options further ones for that JVM
   * @param main the class
   * @param args its arguments
   * @return the command
   */
  public static List<String> command(List<String> options, Class<?> main, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(WITHOUT_WARNINGS);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    return command;
  }

  /** A JVM has the module of vectors wherever its JDK does. */
  static List<String> vectorOptions() {
    boolean there = ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent();
    return there ? WITH_VECTORS : List.of();
  }

  /**
   * Gives forks of JMH what all need, and lets them print nothing of it.
   *
   * @param options to be completed
   */
  public static void configureQuiet(ChainedOptionsBuilder options) {
    configure(options, List.of("-D" + ForkFacts.QUIET + "=true"));
  }

  /**
   * Gives forks of JMH what all need: options of their JVM, allocation, and facts.
   *
   * @param options to be completed
   * @param further options of the JVM
   */
  public static void configure(ChainedOptionsBuilder options, List<String> further) {
    List<String> all = new ArrayList<>(WITHOUT_WARNINGS);
    all.addAll(vectorOptions());
    all.addAll(further);
    options
        .jvmArgsPrepend(all.toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .addProfiler(FactsProfiler.class);
  }
}
