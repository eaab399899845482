package org.ecall.jmh.calibrate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ecall.cli.EcallCommand;
import org.ecall.engine.select.CalibrationProfile;
import org.ecall.engine.select.ProfileMerge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecall calibrate merge}: one profile for a fleet. */
@Command(
    name = "merge",
    description = {
      "Joins the profiles of a fleet of like machines: of one family of processors with the same"
          + " features, one architecture and one version of Java. A time is the median of the"
          + " fleet's, and its error covers all of them. Other versions or kernels of a backend are"
          + " kept apart."
    },
    footer = {"%nExample:", "  ecall calibrate merge host1.txt host2.txt -o fleet.txt"})
final class MergeCommand extends EcallCommand {

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Profiles of 'ecall calibrate'.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private List<Path> files;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "Where the merged profile goes.")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path output;

  @Override
  public Integer call() throws IOException {
    ProfileMerge.Merged merged =
        ProfileMerge.merge(files.stream().map(CalibrationProfile::read).toList());
    merged.notes().forEach(err()::println);
    CalibrateCommand.write(merged.profile(), output);
    err().println("wrote " + output);
    return FINE;
  }
}
