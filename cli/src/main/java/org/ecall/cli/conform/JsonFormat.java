package org.ecall.cli.conform;

import java.util.List;

/** A format of JSON vector files. */
interface JsonFormat {

  /** What it is called in reports. */
  String kind();

  /** Whether a file claims to be of this format. */
  boolean recognises(Fields file);

  /** Reads all tests of a file that is recognised. */
  List<VectorTest> read(Fields file) throws VectorFormatException;
}
