package org.ecall.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, where Chromium is installed. */
class BrowserTest {

  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path folder;

  private static Path chromium() {
    Optional<Path> found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .flatMap(
                path ->
                    List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(path, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "Chromium is not installed");
    return found.get();
  }

  @Test
  void drawsAllPlotsAndFetchesNothing() throws IOException, InterruptedException {
    Path chromium = chromium();
    Report report =
        Report.of(Optional.empty(), Results.read(Results.small(1), folder), OptionalDouble.empty());
    Path page = Files.writeString(folder.resolve("index.html"), HtmlPage.of(report));
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=5000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    String drawn = Files.readString(dom);
    assertThat(drawn).contains("data-plots=\"" + report.charts().size() + "\"");
    assertThat(Pattern.compile("<svg").matcher(drawn).results()).hasSize(report.charts().size());
    // Errors of scripts, and whatever the page's policy kept it from fetching.
    assertThat(Files.readString(log).lines()).noneMatch(line -> line.contains("CONSOLE"));
  }
}
