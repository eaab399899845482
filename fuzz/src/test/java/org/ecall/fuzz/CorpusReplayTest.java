package org.ecall.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every input of every corpus, as a campaign would run it, and that every target has a corpus. */
class CorpusReplayTest {

  private static final Path FUZZ = Path.of(System.getProperty("ecall.fuzz"));

  static Stream<FuzzTarget> targets() throws IOException {
    return FuzzTarget.all(FUZZ).stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyInputPasses(FuzzTarget target) throws Throwable {
    List<Path> inputs = target.corpus();
    assertThat(inputs).as("corpus of " + target).isNotEmpty();
    for (Path input : inputs) {
      target.run(input);
    }
  }

  @Test
  void whatATargetFindsIsAFailureThatNamesTheInput(@TempDir Path corpus) throws IOException {
    Path input = Files.writeString(corpus.resolve("bad-input"), "x");
    var planted =
        new FuzzTarget("planted", FuzzTarget.entryPoint(PlantedBug.class.getName()), corpus);
    assertThatThrownBy(() -> planted.run(input))
        .hasMessageContaining("planted fails on bad-input")
        .hasRootCauseMessage("a bug");
  }

  /** A target that finds something in every input. */
  public static final class PlantedBug {
    private PlantedBug() {}

    /** One run. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
      if (data.remainingBytes() == 1) {
        throw new IllegalStateException("a bug");
      }
    }
  }

  @Test
  void everyCorpusHasATarget() throws IOException {
    List<String> names = targets().map(FuzzTarget::toString).toList();
    try (Stream<Path> folders = Files.list(FUZZ.resolve("corpus"))) {
      assertThat(
              folders
                  .map(folder -> folder.getFileName().toString())
                  .filter(name -> !name.startsWith("native-")))
          .isSubsetOf(names);
    }
  }
}
