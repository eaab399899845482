package org.ecall.cli.conform;

import java.util.List;

/** A file of test vectors that was recognised and read. */
record VectorFile(String path, String kind, List<VectorTest> tests) {

  VectorFile {
    tests = List.copyOf(tests);
  }
}
