package org.ecall.engine.select;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecall.engine.ProfileException;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the profile to go by: the one that was named, else the newest that fits of the user's
 * directory, else a built-in one for the family of processors. Where none is found, a fixed order
 * decides.
 *
 * <p>The user's directory is {@code $XDG_CONFIG_HOME/ecall}, without that variable {@code
 * ~/.config/ecall}, on Windows {@code %APPDATA%\ecall}; its profiles are the files {@code
 * profile-*.txt}, and the newest is that with the latest date inside.
 */
public final class ProfileSearch {

  /** More files than anybody calibrates; the rest is not looked at. */
  private static final int MAX_FILES = 32;

  private final MachineFacts machine;
  private final BuiltInProfiles builtIn;
  private final List<PassedOver> passedOver = new ArrayList<>();

  ProfileSearch(MachineFacts machine, BuiltInProfiles builtIn) {
    this.machine = machine;
    this.builtIn = builtIn;
  }

  /**
   * What came of looking.
   *
   * @param profile to go by, if there is one
   * @param source where it is from, for people
   * @param passedOver profiles that do not fit or cannot be read
   */
  public record Result(
      Optional<CalibrationProfile> profile, String source, List<PassedOver> passedOver) {

    /** Stands for the source where there is no profile. */
    public static final String NO_PROFILE = "fixed order";

    /**
     * Copies the list.
     *
     * @param profile to go by, if there is one
     * @param source where it is from
     * @param passedOver profiles that do not fit or cannot be read
     */
    public Result {
      passedOver = List.copyOf(passedOver);
    }

    /**
     * Goes by a profile without asking whether it fits, for tools that have just measured it.
     *
     * @param profile to go by
     * @param source where it is from, for people
     * @return a result
     */
    public static Result of(CalibrationProfile profile, String source) {
      return new Result(Optional.of(profile), source, List.of());
    }

    /**
     * Goes by the fixed order alone.
     *
     * @return a result
     */
    public static Result none() {
      return new Result(Optional.empty(), NO_PROFILE, List.of());
    }
  }

  /**
   * Looks for the profile for this machine.
   *
   * @param named the profile that the embedder wants, or null to search
   * @return what was found
   * @throws ProfileException if the named one cannot be read or does not fit: who names a profile
   *     would not notice that another one is used
   */
  public static Result forThisMachine(@Nullable Path named) {
    ProfileSearch search = new ProfileSearch(MachineFacts.current(), BuiltInProfiles.OF_ENGINE);
    return named != null ? search.named(named) : search.search(userDirectory());
  }

  Result named(Path file) {
    CalibrationProfile profile = CalibrationProfile.read(file);
    ProfileFit fit = ProfileFit.of(profile, machine);
    if (fit.status() != ProfileFit.Status.FITS) {
      throw new ProfileException(
          "profile " + file + " " + describe(fit) + "; 'ecall calibrate' measures this machine");
    }
    return found(profile, "profile " + file);
  }

  Result search(Optional<Path> directory) {
    Candidate newest = null;
    for (Path file : directory.map(this::files).orElse(List.of())) {
      Candidate candidate = fitting(file);
      if (candidate != null
          && (newest == null || candidate.profile.date().isAfter(newest.profile.date()))) {
        newest = candidate;
      }
    }
    if (newest != null) {
      return found(newest.profile, "profile " + newest.file);
    }
    Optional<CalibrationProfile> shipped = builtIn.find(machine, passedOver);
    return shipped.isPresent()
        ? found(shipped.get(), "built-in profile")
        : new Result(Optional.empty(), Result.NO_PROFILE, passedOver);
  }

  private record Candidate(Path file, CalibrationProfile profile) {}

  private @Nullable Candidate fitting(Path file) {
    try {
      CalibrationProfile profile = CalibrationProfile.read(file);
      ProfileFit fit = ProfileFit.of(profile, machine);
      if (fit.status() == ProfileFit.Status.FITS) {
        return new Candidate(file, profile);
      }
      passOver(file, describe(fit));
    } catch (ProfileException e) {
      passOver(file, String.valueOf(e.getMessage()));
    }
    return null;
  }

  private static String describe(ProfileFit fit) {
    return "is " + fit.status().name().toLowerCase(Locale.ROOT) + ": " + fit.reason();
  }

  private void passOver(Path file, String reason) {
    passedOver.add(new PassedOver(PassedOver.Kind.PROFILE, file.toString(), reason));
  }

  private Result found(CalibrationProfile profile, String source) {
    return new Result(
        Optional.of(profile), source + " of " + profile.date(), List.copyOf(passedOver));
  }

  /** In the order of names, so that of equal dates always the same one is taken. */
  private List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> files =
          all.filter(ProfileSearch::isProfile).sorted(Comparator.reverseOrder()).toList();
      if (files.size() > MAX_FILES) {
        passOver(directory, "has " + files.size() + " profiles; only " + MAX_FILES + " are read");
      }
      return files.subList(0, Math.min(files.size(), MAX_FILES));
    } catch (IOException | RuntimeException e) {
      passOver(directory, "cannot be read: " + e);
      return List.of();
    }
  }

  private static boolean isProfile(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith("profile-") && name.endsWith(".txt");
  }

  /**
   * Where the profiles of this user are.
   *
   * @return a directory that need not exist; empty where the system names none
   */
  public static Optional<Path> userDirectory() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    String base = System.getenv(windows ? "APPDATA" : "XDG_CONFIG_HOME");
    try {
      if (base != null && !base.isEmpty()) {
        return Optional.of(Path.of(base, "ecall"));
      }
      String home = System.getProperty("user.home", "");
      return home.isEmpty() || windows
          ? Optional.empty()
          : Optional.of(Path.of(home, ".config", "ecall"));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
