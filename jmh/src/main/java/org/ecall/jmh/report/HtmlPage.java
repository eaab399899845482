package org.ecall.jmh.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.samskivert.mustache.Mustache;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * A page that needs nothing else. Its policy forbids it to fetch anything and to run any script but
 * the two that it was written with, so that names in a result, which may come from anywhere, stay
 * names; the template escapes them, too.
 */
final class HtmlPage {

  private static final String ECHARTS = "/META-INF/resources/_static/echarts/6.0.0/";

  private HtmlPage() {}

  static String of(Report report) {
    String library = Resources.text(ECHARTS + "dist/echarts.min.js");
    String script = Resources.text("report.js");
    return Mustache.compiler()
        .compile(Resources.text("report.html"))
        .execute(
            Map.of(
                "report",
                report,
                "style",
                Resources.text("report.css"),
                "library",
                library,
                "libraryHash",
                hash(library),
                "script",
                script,
                "scriptHash",
                hash(script),
                "charts",
                json(report),
                "licences",
                Resources.text(ECHARTS + "NOTICE")
                    + "\n\n"
                    + Resources.text(ECHARTS + "LICENSE")
                    + "\n\n"
                    + Resources.text(ECHARTS + "licenses/LICENSE-d3")));
  }

  /** Stands in a script element, where no text may look like the element's end. */
  private static String json(Report report) {
    try {
      return Resources.JSON.writeValueAsString(report.charts()).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain records always have a text", e);
    }
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
