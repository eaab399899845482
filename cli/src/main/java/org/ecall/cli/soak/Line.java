package org.ecall.cli.soak;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecall.cli.network.CallThreads;
import org.ecall.cli.network.Forwarder;
import org.ecall.cli.network.Network;
import org.ecall.cli.network.Ports;
import org.ecall.cli.network.Side;

/**
 * A way through the network: a thread that seals, a forwarder, and a thread at each end that opens
 * what arrives or is reflected there.
 */
final class Line implements Closeable {

  private final Ports ports;
  private final Sealing sealing;
  private final Forwarder forwarder;
  private final Opening farEnd;
  private final Opening nearEnd;

  private Line(Ports ports, Sealing sealing, Forwarder forwarder, Opening farEnd, Opening nearEnd) {
    this.ports = ports;
    this.sealing = sealing;
    this.forwarder = forwarder;
    this.farEnd = farEnd;
    this.nearEnd = nearEnd;
  }

  /**
   * Opens the ports of a line.
   *
   * @param perSecond frames that are sent, or 0 for as many as it can
   */
  static Line open(Soak soak, Network network, double perSecond) throws IOException {
    Ports ports = Ports.open(0);
    return new Line(
        ports,
        new Sealing(
            soak,
            network.random(Side.CALLER),
            new Pace(perSecond),
            ports.caller(),
            ports.towardCaller()),
        new Forwarder(
            ports.towardCaller(),
            ports.caller(),
            ports.towardCallee(),
            ports.callee(),
            network,
            network.random(Side.CALLEE)),
        new Opening(soak, network.random(Side.CALLEE), ports.callee(), true),
        new Opening(soak, network.random(Side.CALLEE), ports.caller(), false));
  }

  void startNetwork(CallThreads threads, int number) {
    threads.repeat("line " + number + " forwards", forwarder);
    threads.repeat("line " + number + " opens", farEnd);
    threads.repeat("line " + number + " opens reflected frames", nearEnd);
  }

  void startSealing(CallThreads threads, int number) {
    threads.repeat("line " + number + " seals", sealing);
  }

  /** Whether nothing is under way any more, if nothing more is sent. */
  boolean idle() {
    return forwarder.idle() && ports.caller().idle();
  }

  /** What the forwarders of all lines did; only once their threads have ended. */
  static SoakReport.NetworkReport report(List<Line> lines) {
    Map<String, Long> attacks = new LinkedHashMap<>();
    long lost = 0;
    long duplicated = 0;
    long reordered = 0;
    long vanished = 0;
    for (Line line : lines) {
      Forwarder forwarder = line.forwarder;
      forwarder.attacks().forEach((attack, n) -> attacks.merge(attack.label(), n, Long::sum));
      lost += forwarder.impairment().lost();
      duplicated += forwarder.impairment().duplicated();
      reordered += forwarder.impairment().reordered();
      vanished += forwarder.vanished();
    }
    return new SoakReport.NetworkReport(lost, duplicated, reordered, vanished, attacks);
  }

  @Override
  public void close() {
    ports.close();
  }
}
