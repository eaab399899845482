package org.ecall.cli.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.ecall.cli.network.CallThreads;
import org.ecall.cli.network.Network;
import org.ecall.cli.network.Port;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.select.BackendCatalog;

/** Runs a soak from its plan to its report. */
final class SoakRun {

  /** Is told now and then how a soak is going. */
  interface Progress {
    void show(double secondsLeft, double secondsGone, Tally tally, long violations);
  }

  /** Short, so that epochs end all the time. */
  private static final Duration GRACE_PERIOD = Duration.ofMillis(250);

  /** Small, so that frames that are withheld fall behind it now and then. */
  private static final int WINDOW_FRAMES = 128;

  private static final long PROGRESS_MILLIS = 100;
  private static final double SAMPLES = 32;
  private static final double MOST_SECONDS_BETWEEN_SAMPLES = 5;
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final SoakPlan plan;
  private final Tally tally = new Tally();
  private final Violations violations = new Violations();
  private final Latencies sealTimes = new Latencies();
  private final Latencies openTimes = new Latencies();
  private final List<MemorySample> samples = new ArrayList<>();
  private final CallThreads work = new CallThreads();
  private final CallThreads network = new CallThreads();
  private boolean endedEarly;
  private double seconds;

  SoakRun(SoakPlan plan) {
    this.plan = plan;
  }

  /** Soaks until the time is over or this thread is interrupted. */
  SoakReport run(Progress progress) throws IOException, InterruptedException {
    EngineOptions options =
        EngineOptions.defaults()
            .withGracePeriod(GRACE_PERIOD)
            .withReplayWindowFrames(WINDOW_FRAMES);
    Engines engines = new Engines(BackendCatalog.installed(), options, plan.backends(), violations);
    SoakMedia media = SoakMedia.samples();
    List<Line> lines = new ArrayList<>();
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(plan.network().seed());
    try (Rooms rooms = new Rooms(plan.streams(), engines, media, tally, violations, random)) {
      Soak soak =
          new Soak(
              plan.streams(),
              media,
              rooms,
              new Stragglers(),
              tally,
              violations,
              sealTimes,
              openTimes);
      for (int i = 0; i < plan.threads(); i++) {
        double perSecond = plan.rate() * plan.streams() / plan.threads();
        lines.add(Line.open(soak, networkOf(i), perSecond));
      }
      try {
        start(rooms, lines);
        watch(rooms, progress);
        work.stop();
        awaitIdle(lines);
      } catch (Throwable t) {
        work.fail(t);
        network.fail(t);
      }
      stop();
      return report(engines, rooms, lines);
    } finally {
      lines.forEach(Line::close);
    }
  }

  /** Each line makes its own random choices. */
  private Network networkOf(int line) {
    Network all = plan.network();
    return new Network(
        all.lossPercent(),
        all.duplicatePercent(),
        all.reorderPercent(),
        all.attack(),
        all.seed() * plan.threads() + line);
  }

  private void start(Rooms rooms, List<Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).startNetwork(network, i);
      lines.get(i).startSealing(work, i);
    }
    work.repeat("rooms come and go", rooms);
  }

  private void watch(Rooms rooms, Progress progress) {
    double total = plan.duration().toNanos() / NANOS_PER_SECOND;
    double between = Math.min(total / SAMPLES, MOST_SECONDS_BETWEEN_SAMPLES);
    long start = System.nanoTime();
    try {
      while (seconds < total && !work.failed() && !network.failed()) {
        TimeUnit.MILLISECONDS.sleep(Math.min(PROGRESS_MILLIS, (long) (between * 1_000)));
        seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        if (seconds >= between * (samples.size() + 1)) {
          samples.add(ProcessMemory.sample(seconds, rooms.sealKeys()));
        }
        progress.show(Math.max(0, total - seconds), seconds, tally, violations.count());
      }
    } catch (InterruptedException e) {
      endedEarly = true;
    }
  }

  /** Lets what is under way arrive, but for no longer than anybody wants to wait. */
  private void awaitIdle(List<Line> lines) {
    long giveUp = System.nanoTime() + Port.PATIENCE_NANOS / 2;
    try {
      while (!lines.stream().allMatch(Line::idle) && System.nanoTime() - giveUp < 0) {
        TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
      }
    } catch (InterruptedException e) {
      endedEarly = true;
    }
  }

  private void stop() throws IOException, InterruptedException {
    try {
      work.stop();
    } finally {
      network.stop();
    }
  }

  private SoakReport report(Engines engines, Rooms rooms, List<Line> lines) {
    if (tally.opened.sum() == 0) {
      violations.add(Violations.Kind.SOAK, "no frame opened, so nothing was shown");
    }
    boolean rssKnown = ProcessMemory.residentBytes() != MemorySample.UNKNOWN;
    boolean rssJudged = rssKnown && ProcessMemory.heapIsFixed();
    List<String> complaints = MemoryRule.complaints(samples, rssJudged);
    return new SoakReport(
        violations.count() == 0 && complaints.isEmpty(),
        violations.count(),
        violations.first(),
        endedEarly,
        seconds,
        plan.streams(),
        plan.threads(),
        plan.rate(),
        plan.network().seed(),
        Machine.describe(),
        engines.used(),
        new SoakReport.Churn(rooms.opened(), rooms.rotations(), rooms.sealKeys()),
        new SoakReport.Frames(
            tally.sealed.sum(),
            tally.sealed.sum() / seconds,
            tally.opened.sum(),
            tally.genuineRefused(),
            tally.forgedRefused(),
            tally.gone.sum()),
        Line.report(lines),
        new SoakReport.Memory(complaints.isEmpty(), complaints, rssKnown, rssJudged, samples),
        sealTimes.total(),
        openTimes.total());
  }
}
