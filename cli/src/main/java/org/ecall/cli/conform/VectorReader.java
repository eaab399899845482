package org.ecall.cli.conform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recognises files of test vectors by what they hold, and reads them. */
final class VectorReader {

  private static final long MAX_FILE_BYTES = 1L << 26;
  private static final int HEAD_BYTES = 4096;

  private static final List<JsonFormat> JSON_FORMATS =
      List.of(new WycheproofReader(), new SframeReader(), new CallReader());

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private VectorReader() {}

  /**
   * Reads a file.
   *
   * @return its tests, or empty if it holds nothing for this tool
   * @throws VectorFormatException if it is named as JSON and is none, or is of a known format and
   *     breaks it
   */
  static Optional<VectorFile> read(Path path) throws IOException, VectorFormatException {
    String head = head(path);
    boolean namedJson = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
    if (namedJson || head.stripLeading().startsWith("{")) {
      return readJson(path, namedJson);
    }
    return CavpReader.recognises(head) ? Optional.of(readCavp(path)) : Optional.empty();
  }

  private static String head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }
  }

  private static VectorFile readCavp(Path path) throws IOException, VectorFormatException {
    requireReadableSize(path);
    String text = Files.readString(path, StandardCharsets.ISO_8859_1);
    return new VectorFile(path.toString(), CavpReader.KIND, CavpReader.read(text));
  }

  private static Optional<VectorFile> readJson(Path path, boolean namedJson)
      throws IOException, VectorFormatException {
    requireReadableSize(path);
    JsonNode node;
    try (InputStream in = Files.newInputStream(path)) {
      node = MAPPER.readTree(in);
    } catch (JsonProcessingException e) {
      if (namedJson) {
        throw new VectorFormatException("not JSON: " + describe(e), e);
      }
      return Optional.empty();
    }
    if (namedJson && node.isMissingNode()) {
      throw new VectorFormatException("not JSON: the file is empty");
    }
    Fields fields = new Fields(node, "");
    for (JsonFormat format : JSON_FORMATS) {
      if (format.recognises(fields)) {
        return Optional.of(new VectorFile(path.toString(), format.kind(), format.read(fields)));
      }
    }
    return Optional.empty();
  }

  private static String describe(JsonProcessingException e) {
    var at = e.getLocation();
    return e.getOriginalMessage()
        + (at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr());
  }

  private static void requireReadableSize(Path path) throws IOException, VectorFormatException {
    long size = Files.size(path);
    if (size > MAX_FILE_BYTES) {
      throw new VectorFormatException(
          size + " bytes are more than the " + MAX_FILE_BYTES + " that are read of a file");
    }
  }
}
