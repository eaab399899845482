package org.ecall.engine.select;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ecall.engine.ProfileException;

/** Reads profiles from where they are stored, and no more of it than a profile can have. */
final class ProfileFile {

  private static final int MAX_BYTES = 1 << 20;

  private ProfileFile() {}

  /** Reads a profile; messages name the file. */
  static CalibrationProfile read(Path file) {
    // A pipe would keep an engine from starting.
    if (!Files.isRegularFile(file)) {
      throw new ProfileException(
          "profile " + file + ": no such file; 'ecall calibrate' writes one");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, "profile " + file);
    } catch (IOException e) {
      throw new ProfileException("profile " + file + " cannot be read: " + e, e);
    }
  }

  /** Reads a profile from a stream, which stays open. */
  static CalibrationProfile read(InputStream in, String source) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ProfileException(source + ": larger than a profile of 1 MiB can be");
    }
    try {
      return CalibrationProfile.parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new ProfileException(source + ": not text in UTF-8", e);
    } catch (ProfileException e) {
      throw new ProfileException(source + ", " + e.getMessage(), e);
    }
  }
}
