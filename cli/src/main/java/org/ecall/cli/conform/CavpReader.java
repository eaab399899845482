package org.ecall.cli.conform;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecall.cli.Hex;
import org.ecall.cli.conform.AeadTest.Verdict;

/** NIST CAVP response files of AES-GCM, for sealing and for opening. */
final class CavpReader {

  static final String KIND = "NIST CAVP AES-GCM";

  private static final String COUNT = "Count";
  private static final String FAIL = "FAIL";

  private final List<VectorTest> tests = new ArrayList<>();
  private final Map<String, String> fields = new HashMap<>();
  private int lineNumber;
  private int firstLine;

  private CavpReader() {}

  static boolean recognises(String text) {
    return text.contains("[Keylen = ") && text.contains("[IVlen = ") && text.contains("[Taglen = ");
  }

  static List<VectorTest> read(String text) throws VectorFormatException {
    CavpReader reader = new CavpReader();
    for (String line : text.lines().toList()) {
      reader.lineNumber++;
      reader.take(line.strip());
    }
    reader.finishTest();
    return reader.tests;
  }

  private void take(String line) throws VectorFormatException {
    if (line.isEmpty() || line.startsWith("#") || line.startsWith("[")) {
      return;
    }
    int equals = line.indexOf('=');
    String name = equals < 0 ? line : line.substring(0, equals).strip();
    if (name.equals(COUNT)) {
      finishTest();
      firstLine = lineNumber;
    } else if (fields.isEmpty() || (equals < 0 && !name.equals(FAIL))) {
      throw new VectorFormatException("line " + lineNumber + " is no part of a test");
    }
    if (fields.put(name, equals < 0 ? "" : line.substring(equals + 1)) != null) {
      throw new VectorFormatException("line " + lineNumber + ": a second " + name);
    }
  }

  private void finishTest() throws VectorFormatException {
    if (fields.isEmpty()) {
      return;
    }
    boolean invalid = fields.containsKey(FAIL);
    byte[] tag = hex("Tag");
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    sealed.writeBytes(hex("CT"));
    sealed.writeBytes(tag);
    tests.add(
        new AeadTest(
            "line " + firstLine + " (Count =" + fields.get(COUNT) + ")",
            hex("Key"),
            hex("IV"),
            hex("AAD"),
            invalid ? new byte[0] : hex("PT"),
            sealed.toByteArray(),
            tag.length,
            invalid ? Verdict.INVALID : Verdict.VALID));
    fields.clear();
  }

  private byte[] hex(String name) throws VectorFormatException {
    String value = fields.get(name);
    if (value == null) {
      throw new VectorFormatException("the test of line " + firstLine + " has no " + name);
    }
    try {
      return Hex.parse(value);
    } catch (IllegalArgumentException e) {
      throw new VectorFormatException(
          "the test of line " + firstLine + ": " + name + ": " + e.getMessage(), e);
    }
  }
}
