package org.ecall.engine.select;

import java.util.Comparator;

/**
 * A backend as it was measured. Figures of another version or kernel say nothing about it.
 *
 * @param name stable name of the backend
 * @param version of the library behind it, as the library tells it
 * @param kernel that it chose for the processor; empty if it tells none
 */
public record BackendVersion(String name, String version, String kernel)
    implements Comparable<BackendVersion> {

  private static final Comparator<BackendVersion> ORDER =
      Comparator.comparing(BackendVersion::name)
          .thenComparing(BackendVersion::version)
          .thenComparing(BackendVersion::kernel);

  /**
   * Checks that the texts can stand in a profile.
   *
   * @param name stable name of the backend
   * @param version of the library behind it
   * @param kernel that it chose for the processor; empty if it tells none
   * @throws IllegalArgumentException if one is too long, has control characters or spaces around,
   *     or is empty where it must not be
   */
  public BackendVersion {
    ProfileText.requireValue("backend", name);
    ProfileText.requireValue("version", version);
    if (!kernel.isEmpty()) {
      ProfileText.requireValue("kernel", kernel);
    }
  }

  /**
   * What was found on this machine.
   *
   * @param report of an admitted backend
   * @return its name, version and kernel
   */
  public static BackendVersion of(BackendReport report) {
    return new BackendVersion(
        report.name(),
        ProfileText.toValue(report.version()),
        report.kernel().isEmpty() ? "" : ProfileText.toValue(report.kernel()));
  }

  @Override
  public int compareTo(BackendVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kernel.isEmpty() ? name + " " + version : name + " " + version + " " + kernel;
  }
}
