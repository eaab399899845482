package org.ecall.jmh.calibrate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.ecall.cli.CliException;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.PlanTable;
import org.ecall.cli.media.AtomicFile;
import org.ecall.engine.select.CalibrationProfile;
import org.ecall.engine.select.ProfileSearch;
import org.ecall.jmh.result.ResultFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ecall calibrate}: writes the profile that backends are chosen by. */
@Command(
    name = "calibrate",
    description = {
      "Measures the backends of this machine and writes a calibration profile: the file by which an"
          + " engine chooses the backend of each operation and payload size. Each figure comes from"
          + " several processes in rounds, which takes some minutes. Shows at the end what an"
          + " engine makes of it.",
      "%nThe profile goes where engines of this user find it. One elsewhere, for example to be"
          + " shipped, is named to an engine by its options."
    },
    subcommands = MergeCommand.class,
    footer = {
      "%nExamples:",
      "  ecall calibrate",
      "  ecall calibrate --quick -o profile.txt",
      "  ecall calibrate --from result.json -o profile.txt",
      "  ecall calibrate merge host1.txt host2.txt -o fleet.txt"
    })
public final class CalibrateCommand extends EcallCommand {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'profile-'yyyyMMdd-HHmmss'.txt'", Locale.ROOT);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the profile goes; default profile-DATE-TIME.txt in the user's folder.")
  private @Nullable Path output;

  @Option(
      names = "--from",
      paramLabel = "RESULT",
      description = "Measure nothing; take a result of 'ecall bench' or the jar of benchmarks.")
  private @Nullable Path from;

  @Option(names = "--quick", description = "Three sizes and fewer rounds: a first impression.")
  private boolean quick;

  /** For picocli. */
  public CalibrateCommand() {}

  @Override
  public Integer call() throws IOException {
    if (quick && from != null) {
      throw usageError("--quick measures, --from does not: take one of them");
    }
    Path target = target();
    ResultFile result =
        from != null ? ResultFile.read(from) : new CalibrationRun(err(), quick).run();
    ProfileMaker.Made made = ProfileMaker.make(result);
    made.notes().forEach(err()::println);
    write(made.profile(), target);
    show(made.profile(), target);
    return FINE;
  }

  private Path target() throws IOException {
    if (output != null) {
      return output;
    }
    Path folder =
        ProfileSearch.userDirectory()
            .orElseThrow(
                () ->
                    new CliException("this system names no folder for settings; name one with -o"));
    Files.createDirectories(folder);
    return folder.resolve(LocalDateTime.now(ZoneId.systemDefault()).format(NAME));
  }

  /** Writes a profile, in full or not at all. */
  static void write(CalibrationProfile profile, Path target) throws IOException {
    AtomicFile.write(target, out -> out.write(profile.toText().getBytes(StandardCharsets.UTF_8)));
  }

  private void show(CalibrationProfile profile, Path target) {
    PlanPreview preview = PlanPreview.of(profile, "profile " + target);
    preview
        .plan()
        .ifPresentOrElse(
            plan -> new PlanTable(out()).print(plan),
            () -> out().println("no plan for this machine: " + preview.whyNot()));
    out().flush();
    err().println("wrote " + target);
  }
}
