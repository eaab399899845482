package org.ecall.engine.select;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ecall.engine.ProfileException;

/** Reads the text form of a {@link CalibrationProfile}, and nothing that is not one. */
final class ProfileReader {

  private static final int MAX_LINES = 10_000;
  private static final int MAX_DIGITS = 10;
  private static final int MAX_DECIMALS = 3;

  private final List<String> lines;

  /** Index of the line that is looked at. */
  private int at = -1;

  private int count;

  ProfileReader(String text) {
    lines = text.lines().limit(MAX_LINES + 1L).toList();
  }

  CalibrationProfile read() {
    if (lines.size() > MAX_LINES) {
      at = MAX_LINES;
      throw refusal("more than " + MAX_LINES + " lines; this is no profile");
    }
    if (!next().equals(ProfileWriter.FIRST_LINE)) {
      throw refusal(
          "the first line must be '" + ProfileWriter.FIRST_LINE + "'; calibrate with this version");
    }
    Instant date = date();
    MachineFacts machine = machine();
    List<BackendFigures> backends = new ArrayList<>();
    Set<BackendVersion> seen = new HashSet<>();
    next();
    while (!key().equals("end")) {
      int start = at;
      BackendFigures backend = backend();
      if (!seen.add(backend.backend())) {
        at = start;
        throw refusal("backend " + backend.backend() + " is there twice; remove one");
      }
      backends.add(backend);
    }
    if (!rest().equals(Integer.toString(count))) {
      throw refusal("'" + shown() + "' behind " + count + " figures: lines are missing or added");
    }
    if (skipToNext()) {
      throw refusal("nothing may follow the line that begins with 'end'");
    }
    return checked(() -> new CalibrationProfile(date, machine, backends));
  }

  private Instant date() {
    String text = value("date");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw refusal("the date must look like 2026-01-31T12:00:00Z");
    }
  }

  private MachineFacts machine() {
    String vendor = value("cpu-vendor");
    String family = value("cpu-family");
    String model = value("cpu-model");
    String name = value("cpu-name");
    String features = value("cpu-features");
    Set<String> split =
        features.equals(ProfileWriter.NONE) ? Set.of() : new HashSet<>(words(features));
    CpuFacts cpu = checked(() -> new CpuFacts(vendor, family, model, name, split));
    double cores = decimal(value("cores"));
    String os = value("os");
    String arch = value("arch");
    String jvm = value("jvm");
    if (cores != Math.rint(cores)) {
      throw refusal("the number of cores must be whole");
    }
    return checked(() -> new MachineFacts(cpu, (int) cores, os, arch, jvm));
  }

  /** Begins at its first line and ends at the one behind its last. */
  private BackendFigures backend() {
    if (!key().equals("backend")) {
      throw refusal("expected 'backend NAME' or 'end COUNT', found '" + shown() + "'");
    }
    String name = rest();
    String version = value("version");
    String kernel = value("kernel");
    BackendVersion backend =
        checked(
            () ->
                new BackendVersion(name, version, kernel.equals(ProfileWriter.NONE) ? "" : kernel));
    Map<FrameClass, Measurement> figures = new HashMap<>();
    next();
    while (!key().equals("backend") && !key().equals("end")) {
      addFigure(figures);
      next();
    }
    return checked(() -> new BackendFigures(backend, figures));
  }

  private void addFigure(Map<FrameClass, Measurement> figures) {
    List<String> words = words(lines.get(at));
    if (words.size() != 5) {
      throw refusal(
          "expected 'seal' or 'open', payload bytes, time, error and allocation; found '"
              + shown()
              + "'");
    }
    FrameClass frames = new FrameClass(operation(words.get(0)), size(words.get(1)));
    Measurement figure =
        checked(
            () -> {
              var made =
                  new Measurement(
                      decimal(words.get(2)), decimal(words.get(3)), decimal(words.get(4)));
              made.requirePossible(frames.size());
              return made;
            });
    if (figures.put(frames, figure) != null) {
      throw refusal(words.get(0) + " " + words.get(1) + " is there twice; remove one");
    }
    count++;
  }

  private Operation operation(String label) {
    for (Operation operation : Operation.values()) {
      if (operation.label().equals(label)) {
        return operation;
      }
    }
    throw refusal("expected 'seal' or 'open', found '" + shown() + "'");
  }

  private SizeClass size(String text) {
    for (SizeClass size : SizeClass.values()) {
      if (Integer.toString(size.sizeBytes()).equals(text)) {
        return size;
      }
    }
    throw refusal("no size class has this payload size: '" + shown() + "'");
  }

  /** Digits, and perhaps a point and some more: no sign, no exponent, no NaN. */
  private double decimal(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "0" : text.substring(point + 1);
    if (!isDigits(whole, MAX_DIGITS) || !isDigits(fraction, MAX_DECIMALS)) {
      throw refusal(
          "expected numbers such as 35.250, with at most "
              + MAX_DECIMALS
              + " decimals; found '"
              + shown()
              + "'");
    }
    return Double.parseDouble(text);
  }

  private static boolean isDigits(String text, int most) {
    return !text.isEmpty()
        && text.length() <= most
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }

  /** The value of the next line, which must have a certain key. */
  private String value(String key) {
    next();
    if (!key().equals(key)) {
      throw refusal("expected '" + key + "', found '" + shown() + "'");
    }
    if (rest().isEmpty()) {
      throw refusal(key + " is empty");
    }
    return rest();
  }

  private String next() {
    if (!skipToNext()) {
      throw refusal("the file ends too early, before 'end COUNT'; copy or calibrate it again");
    }
    return lines.get(at);
  }

  private boolean skipToNext() {
    do {
      at++;
    } while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("#")));
    return at < lines.size();
  }

  private String key() {
    String line = lines.get(at);
    int space = line.indexOf(' ');
    return space < 0 ? line : line.substring(0, space);
  }

  private String rest() {
    return lines.get(at).substring(Math.min(key().length() + 1, lines.get(at).length()));
  }

  private <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  /** The line, as far as it can be shown. */
  private String shown() {
    String line = ProfileText.toValue(lines.get(at));
    return line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }

  private ProfileException refusal(String message) {
    return new ProfileException("line " + (at + 1) + ": " + message);
  }
}
