package org.ecall.cli.adversary;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.MediaStream;

/** A call whose sides use the naive scheme. */
final class NaiveCall implements Call {

  private final Set<Flaw> flaws;
  private final NaiveKeys keys;
  private final byte[] secret = Bytes.random(32);
  private byte[] base;
  private final Map<Long, NaiveSender> senders = new HashMap<>();
  private final Map<CallRole, Side> sides = new EnumMap<>(CallRole.class);
  private long clock;
  private long staged;
  private long active;

  NaiveCall(Set<Flaw> flaws) {
    this.flaws = flaws;
    keys = new NaiveKeys(flaws);
    callAgain();
  }

  @Override
  public byte[] seal(CallRole from, MediaStream stream, byte[] payload) {
    long kid = new CallKid(active, stream, from.sends()).value();
    return senders
        .computeIfAbsent(kid, missing -> new NaiveSender(flaws, kid, keys.deriveToSeal(base, kid)))
        .seal(payload);
  }

  @Override
  public Receiver receiver(CallRole at) {
    return sides.computeIfAbsent(at, Side::new);
  }

  @Override
  public void stage() {
    staged++;
    sides.values().forEach(side -> side.admit(staged));
  }

  @Override
  public void activate() {
    active = staged;
  }

  @Override
  public void pass(Duration time) {
    clock += time.toNanos();
  }

  @Override
  public void callAgain() {
    byte[] context = flaws.contains(Flaw.CALLS_SHARE_KEYS) ? new byte[0] : Bytes.random(64);
    base = NaiveKeys.hash(secret, context);
    restore();
  }

  @Override
  public void restore() {
    senders.clear();
    sides.clear();
    staged = 0;
    active = 0;
    for (CallRole role : CallRole.values()) {
      sides.put(role, new Side(role));
    }
  }

  @Override
  public void close() {}

  /** Where the frames of one side arrive, and how long it opens those of old epochs. */
  private final class Side implements Receiver {

    private final NaiveReceiver receiver = new NaiveReceiver(flaws, keys);
    private final Direction sends;
    private final Map<Long, Long> endOfEpoch = new HashMap<>();

    Side(CallRole role) {
      sends = role.sends();
      admit(0);
    }

    void admit(long epoch) {
      for (MediaStream stream : MediaStream.values()) {
        receiver.admit(new CallKid(epoch, stream, sends.reverse()).value(), base);
        if (flaws.contains(Flaw.OWN_DIRECTION_OPENS)) {
          receiver.admit(new CallKid(epoch, stream, sends).value(), base);
        }
      }
    }

    @Override
    public OpenStatus open(byte[] frame) {
      NaiveHeader header = NaiveHeader.read(frame);
      long epoch = header == null ? -1 : CallKid.epochOf(header.kid());
      Long end = endOfEpoch.get(epoch);
      if (end != null && clock >= end) {
        return OpenStatus.EPOCH_RETIRED;
      }
      if (end != null && flaws.contains(Flaw.GRACE_RENEWED)) {
        endOfEpoch.put(epoch, clock + GRACE.toNanos());
      }
      OpenStatus status = receiver.open(frame);
      boolean counts = status == OpenStatus.OPENED || flaws.contains(Flaw.FORGED_EPOCH_COUNTS);
      if (counts && epoch > 0 && epoch <= staged) {
        endOfEpoch.putIfAbsent(epoch - 1, clock + GRACE.toNanos());
      }
      return status;
    }

    @Override
    public byte[] plaintext() {
      return receiver.plaintext();
    }

    @Override
    public byte[] output() {
      return receiver.output();
    }

    @Override
    public long cipherCalls() {
      return receiver.cipherCalls();
    }
  }
}
