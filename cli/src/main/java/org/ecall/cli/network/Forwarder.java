package org.ecall.cli.network;

import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Carries the datagrams of one direction, badly, from where they come in to their receiver. */
public final class Forwarder implements CallThreads.Work {

  private final Port in;
  private final Port out;
  private final Port receiver;
  private final Impairment impairment;
  private final @Nullable Attacker attacker;

  /** Whether datagrams are held back; written after what no longer is has been sent. */
  private volatile boolean holding;

  /**
   * Creates one direction of a forwarder.
   *
   * @param in where the sender sends to
   * @param sender where reflected frames go
   * @param out what the receiver hears from
   * @param receiver where datagrams go on to
   */
  public Forwarder(
      Port in, Port sender, Port out, Port receiver, Network network, RandomGenerator random) {
    this.in = in;
    this.out = out;
    this.receiver = receiver;
    impairment = new Impairment(network, random);
    attacker =
        network.attack()
            ? new Attacker(random, this::forward, bytes -> in.send(bytes, sender))
            : null;
  }

  @Override
  public void step() throws IOException {
    byte[] bytes = in.receive();
    for (byte[] now : bytes == null ? impairment.flush() : impairment.pass(bytes)) {
      forward(now);
    }
    if (bytes != null && attacker != null) {
      attacker.observe(bytes);
    }
    holding = impairment.holdsBack();
  }

  private void forward(byte[] bytes) throws IOException {
    out.send(bytes, receiver);
  }

  /** Whether nothing is under way to the receiver any more, if nothing more is sent. Any thread. */
  public boolean idle() {
    // In this order, that of the way: each stage hands on before it counts as done.
    return in.idle() && !holding && receiver.idle();
  }

  /** After the call: datagrams that this machine lost, not the forwarder. */
  public long vanished() {
    return in.vanished() + receiver.vanished();
  }

  public Impairment impairment() {
    return impairment;
  }

  /** Forged frames by kind; empty without an attacker. */
  public Map<Attack, Long> attacks() {
    return attacker == null ? Map.of() : attacker.counts();
  }
}
