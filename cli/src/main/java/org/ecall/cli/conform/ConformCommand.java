package org.ecall.cli.conform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ecall.cli.CliException;
import org.ecall.cli.EcallCommand;
import org.ecall.cli.IoErrors;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecall conform}: runs published vectors through the backends and the protocol core. */
@Command(
    name = "conform",
    description = {
      "Runs published test vectors through the cipher backends and the protocol core. Files are"
          + " recognised by what they hold: Wycheproof aead_test_schema files for AES-GCM, the JSON"
          + " vectors of RFC 9605, NIST CAVP gcmEncryptExtIV and gcmDecrypt files, and this"
          + " project's own vectors of two-party calls.",
      "%nTests with key, IV or tag sizes that the protocol does not have, or of suites that are not"
          + " implemented, are skipped and counted by reason. Other files are ignored."
    },
    footer = {
      "%nThe exit status is 1 if a test failed, none ran, a file cannot be read, or a backend that"
          + " is present failed its self-test.",
      "%nExamples:",
      "  ecall conform ../shared/vectors",
      "  ecall conform --backend jdk aes_gcm_test.json",
      "  ecall conform --backend jca:SunJCE --json vectors/",
      "%nFields of --json: results[] (file, kind, backend, passed, failed, skipped, skippedBy[]"
          + " (reason, count), failures[] (test, why)), leftOut[] (backend, status, reason),"
          + " ignored[], broken[] (file, reason), passed, failed, skipped, fine."
    })
public final class ConformCommand extends EcallCommand {

  private static final String ALL = "all";

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "File of test vectors, or directory to search for them.")
  @SuppressWarnings("NullAway.Init") // required
  private List<Path> paths;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      defaultValue = ALL,
      description = "Backend to test, see 'ecall backends', or all (default).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String backend;

  @Option(names = "--json", description = "Write one JSON document.")
  private boolean json;

  private final Totals totals = new Totals();

  /** For picocli. */
  public ConformCommand() {}

  @Override
  public Integer call() throws IOException {
    Report report = json ? new JsonReport(out()) : new TextReport(out());
    var files = VectorWalk.files(paths);
    List<Target> targets = targets(report);
    for (Path file : files) {
      try {
        run(file, targets, report);
      } catch (VectorFormatException e) {
        breakOff(file, String.valueOf(e.getMessage()), report);
      } catch (IOException e) {
        breakOff(file, IoErrors.describe(e), report);
      }
    }
    report.finish(totals);
    if (totals.passed() + totals.failed() == 0) {
      err().println(spec().qualifiedName() + ": no test ran");
    }
    return totals.fine() ? FINE : FAILED;
  }

  private List<Target> targets(Report report) {
    BackendCatalog catalog = BackendCatalog.installed();
    if (!backend.equals(ALL)) {
      return List.of(Target.named(catalog, backend));
    }
    for (BackendReport known : catalog.reports()) {
      if (known.status() != BackendReport.Status.ADMITTED) {
        report.leftOut(known);
      }
      if (known.status() == BackendReport.Status.REFUSED) {
        totals.addTrouble();
      }
    }
    List<Target> targets = Target.allAdmitted(catalog);
    if (targets.isEmpty()) {
      throw new CliException("no backend can be used; 'ecall backends' says why");
    }
    return targets;
  }

  private void run(Path path, List<Target> targets, Report report)
      throws IOException, VectorFormatException {
    Optional<VectorFile> file = VectorReader.read(path);
    if (file.isEmpty()) {
      report.ignored(path.toString());
      return;
    }
    Progress progress = Progress.onTerminal(err());
    for (Target target : targets) {
      Tally tally =
          Tally.run(file.get(), target, number -> progress.at(file.get(), target, number));
      progress.clear();
      totals.add(tally);
      report.ran(file.get(), target, tally);
    }
  }

  private void breakOff(Path file, String reason, Report report) {
    totals.addTrouble();
    report.broken(file.toString(), reason);
    err().println(spec().qualifiedName() + ": " + file + ": " + reason);
  }
}
