package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.replay.ReplayWindow;

/** The replay window as a sequence of counters, against a set of all that were seen. */
public final class ReplayWindowTarget {

  private ReplayWindowTarget() {}

  /** One window. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    int windowFrames =
        data.consumeBoolean()
            ? ReplayWindow.MIN_FRAMES << data.consumeInt(0, 10)
            : data.consumeInt(ReplayWindow.MIN_FRAMES, 2100);
    var window = new ReplayWindow(windowFrames);
    var model = new ReplayModel(windowFrames);
    long ctr = data.consumeLong();
    Oracle.require(!window.started(), "a new window has seen nothing");
    while (data.remainingBytes() > 0) {
      ctr = next(data, ctr, windowFrames);
      Oracle.require(
          expected(model.ask(ctr)) == window.check(ctr), "the verdict of the model: " + ctr);
      // Looking up must change nothing, and what is refused is not marked.
      if (data.consumeBoolean() && model.receive(ctr) == OpenStatus.OPENED) {
        window.markSeen(ctr);
        Oracle.require(window.check(ctr) == ReplayWindow.Verdict.SEEN, "what is marked is seen");
      }
    }
  }

  private static long next(FuzzedDataProvider data, long ctr, int windowFrames) {
    return switch (data.consumeInt(0, 5)) {
      case 0 -> ctr + 1;
      case 1 -> ctr + data.consumeByte();
      case 2 -> ctr + windowFrames + data.consumeInt(-2, 2);
      case 3 -> ctr - windowFrames + data.consumeInt(-2, 2);
      case 4 -> ctr + data.consumeInt(-3 * windowFrames, 3 * windowFrames);
      default -> data.consumeLong();
    };
  }

  private static ReplayWindow.Verdict expected(OpenStatus status) {
    return switch (status) {
      case TOO_OLD -> ReplayWindow.Verdict.TOO_OLD;
      case REPLAYED -> ReplayWindow.Verdict.SEEN;
      default -> ReplayWindow.Verdict.FRESH;
    };
  }
}
