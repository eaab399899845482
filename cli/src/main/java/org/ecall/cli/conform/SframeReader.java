package org.ecall.cli.conform;

import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.header.FrameHeader;

/** The JSON form of the test vectors of RFC 9605, appendix C. */
final class SframeReader implements JsonFormat {

  @Override
  public String kind() {
    return "RFC 9605 SFrame";
  }

  @Override
  public boolean recognises(Fields file) {
    return file.node().path("header").isArray() && file.node().path("sframe").isArray();
  }

  @Override
  public List<VectorTest> read(Fields file) throws VectorFormatException {
    List<VectorTest> tests = new ArrayList<>();
    for (Fields header : file.objects("header")) {
      tests.add(
          new HeaderTest(
              header.place(),
              new FrameHeader(header.unsigned64("kid"), header.unsigned64("ctr")),
              header.hex("encoded")));
    }
    for (String section : List.of("aes_ctr_hmac", "aes_256_ctr_hmac")) {
      if (file.has(section)) {
        for (Fields cipher : file.objects(section)) {
          tests.add(notImplemented(cipher));
        }
      }
    }
    for (Fields frame : file.objects("sframe")) {
      tests.add(
          CipherSuite.ofId(frame.integer("cipher_suite")).isPresent()
              ? readFrame(frame)
              : notImplemented(frame));
    }
    return tests;
  }

  private static VectorTest notImplemented(Fields test) throws VectorFormatException {
    return new SkippedTest(
        test.place(), "suite " + test.integer("cipher_suite") + " not implemented");
  }

  private static VectorTest readFrame(Fields frame) throws VectorFormatException {
    return new SframeTest(
        frame.place(),
        frame.suite("cipher_suite"),
        frame.hex("base_key"),
        new FrameHeader(frame.unsigned64("kid"), frame.unsigned64("ctr")),
        new SframeTest.Schedule(
            frame.hex("sframe_secret"), frame.hex("sframe_key"), frame.hex("sframe_salt")),
        new SframeTest.Frame(
            frame.hex("metadata"),
            frame.hex("nonce"),
            frame.hex("aad"),
            frame.hex("pt"),
            frame.hex("ct")));
  }
}
