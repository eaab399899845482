package org.ecall.jmh.calibrate;

import java.util.Optional;
import org.ecall.engine.BackendUnavailableException;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.select.CalibrationProfile;
import org.ecall.engine.select.MachineFacts;
import org.ecall.engine.select.ProfileFit;
import org.ecall.engine.select.ProfileSearch;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.engine.select.SelectionPolicy;

/**
 * What an engine on this machine would make of a profile.
 *
 * @param plan with the backends that are here; empty if the profile is not of this machine
 * @param whyNot why there is none; empty if there is one
 */
public record PlanPreview(Optional<SelectionPlan> plan, String whyNot) {

  /**
   * Makes the plan.
   *
   * @param profile to go by
   * @param source where it is from, for people
   * @return the plan without constraints
   */
  public static PlanPreview of(CalibrationProfile profile, String source) {
    ProfileFit fit = ProfileFit.of(profile, MachineFacts.current());
    if (fit.status() != ProfileFit.Status.FITS) {
      return new PlanPreview(Optional.empty(), fit.reason());
    }
    try {
      return new PlanPreview(
          Optional.of(
              new SelectionPolicy(
                      BackendCatalog.installed(),
                      BackendConstraints.none(),
                      ProfileSearch.Result.of(profile, source))
                  .planInFull()),
          "");
    } catch (BackendUnavailableException e) {
      return new PlanPreview(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
