package org.ecall.engine.select;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecall.engine.ProfileException;
import org.jspecify.annotations.Nullable;

/**
 * Profiles that come with the engine, one for each family of processors that was measured. An index
 * says which file is for which family, so that only one is read.
 *
 * @param folder that holds the index and the profiles, relative to this class
 */
record BuiltInProfiles(String folder) {

  static final BuiltInProfiles OF_ENGINE = new BuiltInProfiles("profiles/");

  private static final String INDEX = "index.txt";

  /** A line of the index: vendor, family, architecture, and the name of the file. */
  record Entry(String vendor, String family, String arch, String file) {

    boolean isFor(MachineFacts machine) {
      return vendor.equals(machine.cpu().vendor())
          && family.equals(machine.cpu().family())
          && arch.equals(machine.arch());
    }
  }

  /** The profile that fits a machine; those of its family that do not are passed over. */
  Optional<CalibrationProfile> find(MachineFacts machine, List<PassedOver> passedOver) {
    for (Entry entry : index()) {
      if (entry.isFor(machine)) {
        CalibrationProfile profile = read(entry);
        ProfileFit fit = ProfileFit.of(profile, machine);
        if (fit.status() == ProfileFit.Status.FITS) {
          return Optional.of(profile);
        }
        passedOver.add(
            new PassedOver(
                PassedOver.Kind.PROFILE, "built-in profile " + entry.file(), fit.reason()));
      }
    }
    return Optional.empty();
  }

  List<Entry> index() {
    List<Entry> entries = new ArrayList<>();
    try (InputStream in = open(INDEX);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          String[] words = line.split(" ", -1);
          entries.add(new Entry(words[0], words[1], words[2], words[3]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /**
   * Reads a profile.
   *
   * @throws ProfileException if it is not one, which the engine's own tests rule out
   */
  CalibrationProfile read(Entry entry) {
    try (InputStream in = open(entry.file())) {
      return ProfileFile.read(in, "built-in profile " + entry.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InputStream open(String name) {
    InputStream in = BuiltInProfiles.class.getResourceAsStream(folder + name);
    if (in == null) {
      throw new IllegalStateException("the engine's jar lacks " + folder + name);
    }
    return in;
  }
}
