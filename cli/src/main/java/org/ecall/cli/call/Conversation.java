package org.ecall.cli.call;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecall.cli.network.CallThreads;
import org.ecall.cli.network.Forwarder;
import org.ecall.cli.network.Port;
import org.ecall.cli.network.Ports;
import org.ecall.cli.network.Side;
import org.ecall.engine.CallSession;

/** A call while it runs: both directions, each with a sender, a forwarder and a receiver. */
final class Conversation {

  private static final long PROGRESS_MILLIS = 50;

  /** Is told now and then how a call is going. */
  interface Progress {
    void show(long nanos, List<OneWay> ways);
  }

  private final CallClock clock;
  private final Ports ports;
  private final List<OneWay> ways;

  Conversation(CallClock clock, Ports ports, List<OneWay> ways) {
    this.clock = clock;
    this.ports = ports;
    this.ways = ways;
  }

  /** Makes both directions. */
  static List<OneWay> ways(
      CallPlan plan,
      List<MediaTrack> tracks,
      List<CallSession> sessions,
      CallClock clock,
      Rotation rotation,
      ReceivedFiles files,
      Ports ports) {
    List<OneWay> ways = new ArrayList<>();
    for (Side from : Side.values()) {
      Side to = from.other();
      DirectionCounts counts = new DirectionCounts();
      Referee referee = new Referee("from the " + from.label());
      CallSession sending = sessions.get(from.index());
      CallSession receiving = sessions.get(to.index());
      ways.add(
          new OneWay(
              from,
              counts,
              referee,
              new Sender(
                  from,
                  sending,
                  tracks,
                  clock,
                  rotation,
                  referee,
                  counts,
                  ports.of(from),
                  ports.toward(from)),
              new Forwarder(
                  ports.toward(from),
                  ports.of(from),
                  ports.toward(to),
                  ports.of(to),
                  plan.network(),
                  plan.network().random(from)),
              new Receiver(receiving, ports.of(to), referee, counts, files.sinksOf(to))));
    }
    return ways;
  }

  /** Runs until everything that was sent has arrived or is lost; if interrupted, ends at once. */
  void run(Progress progress) throws IOException, InterruptedException {
    CallThreads threads = new CallThreads();
    try {
      for (OneWay way : ways) {
        threads.repeat(way.from().other().label() + " receives", way.receiver());
        threads.repeat("forwards from the " + way.from().label(), way.forwarder());
      }
      List<Thread> senders = new ArrayList<>();
      clock.begin();
      for (OneWay way : ways) {
        senders.add(threads.once(way.from().label() + " sends", way.sender()));
      }
      showUntilOver(progress, senders, threads);
    } catch (Throwable t) {
      threads.fail(t);
    }
    threads.stop();
  }

  private void showUntilOver(Progress progress, List<Thread> senders, CallThreads threads)
      throws InterruptedException {
    long handled = -1;
    long lastMove = System.nanoTime();
    while (!threads.failed() && !isOver(senders)) {
      TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
      progress.show(clock.nanos(), ways);
      boolean sending = senders.stream().anyMatch(Thread::isAlive);
      if (sending || ports.handled() != handled) {
        handled = ports.handled();
        lastMove = System.nanoTime();
      } else if (System.nanoTime() - lastMove > Port.PATIENCE_NANOS) {
        // What is missing was lost by this machine; the report says so.
        return;
      }
    }
  }

  private boolean isOver(List<Thread> senders) {
    return senders.stream().noneMatch(Thread::isAlive)
        && ways.stream().allMatch(way -> way.forwarder().idle());
  }
}
