package org.ecall.engine.select;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.ecall.engine.ProfileException;

/**
 * What backends cost on a machine: measured once, read wherever an engine has to choose. Its file
 * is plain text, a line for each fact, with a last line that tells how many figures there are:
 *
 * <pre>{@code
 * ecall-profile 1
 * date 2026-01-31T12:00:00Z
 * cpu-vendor AuthenticAMD
 * cpu-family 26
 * cpu-model 2
 * cpu-name AMD EPYC
 * cpu-features aes avx2 pclmulqdq
 * cores 2
 * os linux
 * arch amd64
 * jvm 25.0.1+8-LTS
 * backend native
 * version 1
 * kernel x86_aesni
 * # operation, payload bytes, ns per frame, its error, bytes allocated per frame
 * seal 160 35.250 0.750 0.000
 * open 160 33.000 0.500 0.000
 * end 2
 * }</pre>
 *
 * <p>{@code kernel -} says that the backend tells none, {@code cpu-features -} that they are not
 * known, {@code cpu-model any} that the profile holds for the family. Blank lines and lines that
 * begin with {@code #} are passed over. No profile can make an engine use a backend that its
 * constraints do not admit.
 *
 * @param date when it was measured, in whole seconds
 * @param machine on what
 * @param backends what was measured, in the order of name, version and kernel
 */
public record CalibrationProfile(
    Instant date, MachineFacts machine, List<BackendFigures> backends) {

  /** How many backends, versions and kernels counted apart, a profile can have. */
  public static final int MAX_BACKENDS = 64;

  private static final Instant MIN_DATE = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant MAX_DATE = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Sorts the backends and cuts the date to seconds.
   *
   * @param date when it was measured
   * @param machine on what
   * @param backends what was measured
   * @throws IllegalArgumentException if there is no backend, there are too many, one is there
   *     twice, or the date is absurd
   */
  public CalibrationProfile {
    date = date.truncatedTo(ChronoUnit.SECONDS);
    if (date.isBefore(MIN_DATE) || date.isAfter(MAX_DATE)) {
      throw new IllegalArgumentException("date " + date + " is outside the years 2000 to 9999");
    }
    backends = backends.stream().sorted(Comparator.comparing(BackendFigures::backend)).toList();
    if (backends.isEmpty() || backends.size() > MAX_BACKENDS) {
      throw new IllegalArgumentException(
          backends.size() + " backends, must be within 1 and " + MAX_BACKENDS);
    }
    for (int i = 1; i < backends.size(); i++) {
      if (backends.get(i).backend().equals(backends.get(i - 1).backend())) {
        throw new IllegalArgumentException(
            "backend " + backends.get(i).backend() + " is there twice");
      }
    }
  }

  /**
   * Reads a profile from a file. However large the file is, little of it is read.
   *
   * @param file a regular file
   * @return the profile
   * @throws ProfileException if it cannot be read or is not a profile
   */
  public static CalibrationProfile read(Path file) {
    return ProfileFile.read(file);
  }

  /**
   * Reads a profile from its text.
   *
   * @param text as {@link #toText} writes it
   * @return the profile
   * @throws ProfileException if it is not one; the message begins with the number of the line
   */
  public static CalibrationProfile parse(String text) {
    return new ProfileReader(text).read();
  }

  /**
   * The text of this profile, the same for equal profiles.
   *
   * @return lines, each ended by a line feed; to be stored as UTF-8
   */
  public String toText() {
    return ProfileWriter.write(this);
  }
}
