package org.ecall.cli.conform;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ecall.cli.conform.AeadTest.Verdict;

/** Wycheproof's {@code aead_test_schema} files for AES-GCM. */
final class WycheproofReader implements JsonFormat {

  @Override
  public String kind() {
    return "Wycheproof AES-GCM";
  }

  @Override
  public boolean recognises(Fields file) {
    return file.node().path("schema").asText().startsWith("aead_test_schema")
        && file.node().path("algorithm").asText().equals("AES-GCM");
  }

  @Override
  public List<VectorTest> read(Fields file) throws VectorFormatException {
    List<VectorTest> tests = new ArrayList<>();
    for (Fields group : file.objects("testGroups")) {
      for (Fields test : group.objects("tests")) {
        tests.add(readTest(test));
      }
    }
    return tests;
  }

  private static VectorTest readTest(Fields test) throws VectorFormatException {
    String comment = test.text("comment");
    byte[] tag = test.hex("tag");
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    sealed.writeBytes(test.hex("ct"));
    sealed.writeBytes(tag);
    return new AeadTest(
        "tcId " + test.integer("tcId") + (comment.isEmpty() ? "" : " (" + comment + ")"),
        test.hex("key"),
        test.hex("iv"),
        test.hex("aad"),
        test.hex("msg"),
        sealed.toByteArray(),
        tag.length,
        verdict(test));
  }

  private static Verdict verdict(Fields test) throws VectorFormatException {
    return switch (test.text("result")) {
      case "valid" -> Verdict.VALID;
      case "invalid" -> Verdict.INVALID;
      case "acceptable" -> Verdict.ACCEPTABLE;
      default -> throw test.wrong("result", "valid, invalid or acceptable");
    };
  }
}
