package org.ecall.cli.conform;

import org.ecall.engine.select.BackendReport;

/** Is told of everything, in the order in which it happens. */
interface Report {

  /** A backend that is not tested, because it is absent or failed its self-test. */
  void leftOut(BackendReport backend);

  /** A file has been run on a backend. */
  void ran(VectorFile file, Target target, Tally tally);

  /** A file holds nothing for this tool. */
  void ignored(String path);

  /** A file could not be read. */
  void broken(String path, String reason);

  /** The end. */
  void finish(Totals totals);
}
