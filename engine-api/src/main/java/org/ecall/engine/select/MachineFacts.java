package org.ecall.engine.select;

import java.util.Locale;

/**
 * What a profile was measured on, or what this machine is.
 *
 * @param cpu the processor
 * @param cores that the JVM may use
 * @param os name of the operating system, lower case; for people
 * @param arch of the JVM, as {@code os.arch} tells it
 * @param jvm full version of the JVM
 */
public record MachineFacts(CpuFacts cpu, int cores, String os, String arch, String jvm) {

  private static final int MAX_CORES = 1 << 20;

  /** Asked for once for the process. */
  private static final class Current {
    static final MachineFacts FACTS =
        new MachineFacts(
            CpuFacts.detect(),
            Runtime.getRuntime().availableProcessors(),
            property("os.name").toLowerCase(Locale.ROOT),
            property("os.arch"),
            ProfileText.toValue(Runtime.version().toString()));

    private static String property(String name) {
      return ProfileText.toValue(System.getProperty(name, ""));
    }
  }

  /**
   * Checks that the facts can stand in a profile.
   *
   * @param cpu the processor
   * @param cores that the JVM may use
   * @param os name of the operating system, lower case; for people
   * @param arch of the JVM, as {@code os.arch} tells it
   * @param jvm full version of the JVM
   * @throws IllegalArgumentException if they cannot
   */
  public MachineFacts {
    if (cores < 1 || cores > MAX_CORES) {
      throw new IllegalArgumentException(cores + " cores, must be within 1 and " + MAX_CORES);
    }
    ProfileText.requireValue("os", os);
    ProfileText.requireValue("arch", arch);
    ProfileText.requireValue("jvm", jvm);
  }

  /**
   * This machine, as far as files and properties tell; no other program is asked.
   *
   * @return the facts
   */
  public static MachineFacts current() {
    return Current.FACTS;
  }

  /**
   * The first part of the JVM's version, which is what code generation depends on.
   *
   * @return for example {@code 25}; the whole version if it does not begin with a number
   */
  public String jvmFeature() {
    int end = 0;
    while (end < jvm.length() && Character.isDigit(jvm.charAt(end))) {
      end++;
    }
    return end == 0 ? jvm : jvm.substring(0, end);
  }
}
