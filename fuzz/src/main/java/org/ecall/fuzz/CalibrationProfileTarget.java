package org.ecall.fuzz;

import java.nio.charset.StandardCharsets;
import org.ecall.engine.ProfileException;
import org.ecall.engine.select.CalibrationProfile;

/**
 * Profiles: any text is one or is refused as documented; what is read is written and read again.
 */
public final class CalibrationProfileTarget {

  private CalibrationProfileTarget() {}

  /** One file. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    CalibrationProfile profile;
    try {
      profile = CalibrationProfile.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (ProfileException e) {
      return;
    }
    String text = profile.toText();
    CalibrationProfile again = CalibrationProfile.parse(text);
    Oracle.require(again.equals(profile), "reads what it has written as the same");
    Oracle.require(again.toText().equals(text), "writes what it has read as it was");
  }
}
