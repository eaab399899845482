package org.ecall.engine.ffm;

import java.util.Locale;

/** Names of operating system and processor as the module's resources have them. */
final class NativePlatform {

  private NativePlatform() {}

  /** This machine: {@code linux-x86_64}, {@code windows-x86_64}, {@code linux-aarch64}, ... */
  static String current() {
    return name(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static String name(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    return (os.startsWith("windows") ? "windows" : os.replace(' ', '_'))
        + "-"
        + (arch.equals("amd64") ? "x86_64" : arch);
  }

  static boolean isWindows() {
    return current().startsWith("windows-");
  }
}
