package org.ecall.jmh.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.ecall.jmh.result.JmhJson;
import org.ecall.jmh.result.ResultFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {

  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=a>'&amp;";

  @TempDir private Path folder;

  private static String page(ResultFile result) {
    return HtmlPage.of(Report.of(Optional.empty(), result, OptionalDouble.empty()));
  }

  /** Without the library, which has texts of all kinds. */
  private static String withoutLibrary(String page) {
    return page.replace(
        Resources.text("/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js"), "");
  }

  @Test
  void needsNothingElse() throws IOException {
    String page = page(Results.read(Results.small(1), folder));

    assertThat(page).contains("default-src 'none'", "Apache ECharts", "Apache License");
    assertThat(withoutLibrary(page))
        .doesNotContainPattern("<(link|img|iframe|script)[^>]+(src|href)=")
        .doesNotContain("@import", "url(");
    assertThat(Pattern.compile("<script").matcher(withoutLibrary(page)).results()).hasSize(3);
  }

  @Test
  void namesOfAResultAreNoMarkup() throws IOException {
    ResultFile result =
        Results.read(
            new JmhJson()
                .round(
                    HOSTILE + ".T.m",
                    "\"subject\": \"" + HOSTILE + "\", \"sizeBytes\": \"1\"",
                    "",
                    1)
                .round("a." + HOSTILE + ".m", "\"" + HOSTILE + "\": \"2\"", "", 1)
                .round("a.B." + HOSTILE, "\"sizeBytes\": \"2\"", "", 1)
                .round("a.B." + HOSTILE, "\"sizeBytes\": \"" + HOSTILE + "\"", "", 1)
                .round(
                    "a.B." + HOSTILE,
                    "\"sizeBytes\": \"4\"",
                    JmhJson.metric("·using a=" + "<b>", 1),
                    1),
            folder);

    assertThat(withoutLibrary(page(result)))
        .contains("&lt;/script&gt;")
        .doesNotContain("<script>alert", "<img", "<b>");
  }

  @Test
  void extremeFiguresAreFigures() throws IOException {
    ResultFile result =
        Results.read(
            new JmhJson()
                .round("a.B.c", "\"sizeBytes\": \"1\"", "", 1e-6, 1e15)
                .round("a.B.c", "\"sizeBytes\": \"4294967295\"", "", 1e-6)
                .round("a.B.c", "\"sizeBytes\": \"0\"", "", 1e15, 1e15, 1, 1, 1, 1),
            folder);

    assertThat(withoutLibrary(page(result)).replace(Resources.text("report.js"), ""))
        .contains("</html>")
        .doesNotContain("NaN", "Infinity");
  }
}
