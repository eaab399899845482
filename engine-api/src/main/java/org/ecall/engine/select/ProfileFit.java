package org.ecall.engine.select;

import org.jspecify.annotations.Nullable;

/**
 * Whether a profile says anything about this machine.
 *
 * @param status the answer
 * @param reason one clause to stand after the profile's name; empty if it fits
 */
public record ProfileFit(Status status, String reason) {

  /** The answers there are. */
  public enum Status {
    /** Measured on a machine like this one. */
    FITS,
    /** Measured on another kind of machine. */
    FOREIGN,
    /** Measured on a machine like this one, before something changed that speeds depend on. */
    STALE
  }

  /**
   * Compares processor, architecture and the JVM's feature version. Versions and kernels of
   * backends are compared one by one when the plan is made. Where a processor is not known, the
   * operating system and the number of cores have to be the same instead.
   *
   * @param profile that was found
   * @param machine this one
   * @return the answer
   */
  public static ProfileFit of(CalibrationProfile profile, MachineFacts machine) {
    MachineFacts measured = profile.machine();
    String foreign = foreign(measured, machine);
    if (foreign != null) {
      return new ProfileFit(Status.FOREIGN, foreign);
    }
    if (!measured.jvmFeature().equals(machine.jvmFeature())) {
      return new ProfileFit(
          Status.STALE,
          "measured with Java " + measured.jvmFeature() + ", this is " + machine.jvmFeature());
    }
    return new ProfileFit(Status.FITS, "");
  }

  private static @Nullable String foreign(MachineFacts measured, MachineFacts machine) {
    CpuFacts there = measured.cpu();
    CpuFacts here = machine.cpu();
    if (!measured.arch().equals(machine.arch())) {
      return "measured on " + measured.arch() + ", this is " + machine.arch();
    }
    boolean sameModel =
        there.model().equals(here.model()) || there.model().equals(CpuFacts.ANY_MODEL);
    if (!there.vendor().equals(here.vendor())
        || !there.family().equals(here.family())
        || !sameModel) {
      return "measured on the processor " + describe(there) + ", this is " + describe(here);
    }
    if (!there.features().equals(here.features())) {
      return "measured with the processor's features "
          + there.features()
          + ", this one has "
          + here.features();
    }
    if (here.vendor().equals(ProfileText.UNKNOWN)
        && !(measured.os().equals(machine.os()) && measured.cores() == machine.cores())) {
      return "measured on "
          + describe(measured)
          + ", this is "
          + describe(machine)
          + ", and the processor is not known";
    }
    return null;
  }

  private static String describe(CpuFacts cpu) {
    return cpu.vendor() + " family " + cpu.family() + " model " + cpu.model();
  }

  private static String describe(MachineFacts machine) {
    return machine.cores() + " cores under " + machine.os();
  }
}
