package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.MediaStream;

/** Two sides of a call against models of both: any interleaving of frames, epochs and time. */
class CallSessionProperties {

  private static final int WINDOW = 64;
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofNanos(1),
          Duration.ofSeconds(1),
          CallPair.GRACE.dividedBy(2),
          CallPair.GRACE.minusNanos(1),
          CallPair.GRACE,
          CallPair.GRACE.multipliedBy(3));

  enum Act {
    SEAL,
    SEAL_MANY,
    DELIVER,
    DELIVER_LATEST,
    DELIVER_FORGED,
    REFLECT,
    STAGE,
    ACTIVATE,
    ROTATE_BOTH,
    WAIT_FOR_KEY_FRAMES,
    KEY_FRAME,
    WAIT,
    RETIRE
  }

  /** One thing that happens; the number picks a frame or a time. */
  record Step(Act act, CallRole side, MediaStream stream, int number) {}

  /** A frame on the wire, for good: it may be delivered never or often. */
  private static final class Sent {
    final CallRole by;
    final MediaStream stream;
    final long epoch;
    final long ctr;
    final byte[] frame;

    Sent(CallRole by, MediaStream stream, long epoch, long ctr, byte[] frame) {
      this.by = by;
      this.stream = stream;
      this.epoch = epoch;
      this.ctr = ctr;
      this.frame = frame;
    }
  }

  /** Which answers there were at all: a model that never says no would prove little. */
  private static final Set<OpenStatus> MET = EnumSet.noneOf(OpenStatus.class);

  @AfterContainer
  static void everyAnswerWasMet() {
    assertThat(EnumSet.complementOf(EnumSet.copyOf(MET))).containsExactly(OpenStatus.MALFORMED);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Act> acts =
        Arbitraries.frequency(
            Tuple.of(8, Act.SEAL),
            Tuple.of(1, Act.SEAL_MANY),
            Tuple.of(8, Act.DELIVER),
            Tuple.of(6, Act.DELIVER_LATEST),
            Tuple.of(2, Act.DELIVER_FORGED),
            Tuple.of(2, Act.REFLECT),
            Tuple.of(2, Act.STAGE),
            Tuple.of(2, Act.ACTIVATE),
            Tuple.of(3, Act.ROTATE_BOTH),
            Tuple.of(1, Act.WAIT_FOR_KEY_FRAMES),
            Tuple.of(2, Act.KEY_FRAME),
            Tuple.of(4, Act.WAIT),
            Tuple.of(2, Act.RETIRE));
    return Combinators.combine(
            acts,
            Arbitraries.of(CallRole.class),
            Arbitraries.of(
                MediaStream.AUDIO, MediaStream.AUDIO, MediaStream.VIDEO, MediaStream.DATA),
            Arbitraries.integers().between(0, 1_000))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(150);
  }

  @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
  @Label("R5-1 to R5-6: both sides answer as their models do, whatever happens in whatever order")
  void answersAsTheModelDoes(@ForAll("steps") List<Step> steps) {
    EngineOptions options = TestEngines.OPTIONS.withReplayWindowFrames(WINDOW);
    try (CallPair call = new CallPair(options)) {
      var world = new World(call);
      steps.forEach(world::perform);
      world.deliverAll();
    }
  }

  /** The call, its models and the wire. */
  private static final class World {
    private final CallPair call;
    private final Map<CallRole, SenderModel> senders = new EnumMap<>(CallRole.class);
    private final Map<CallRole, ReceiverModel> receivers = new EnumMap<>(CallRole.class);
    private final List<Sent> wire = new ArrayList<>();

    World(CallPair call) {
      this.call = call;
      for (CallRole side : CallRole.values()) {
        senders.put(side, new SenderModel());
        receivers.put(side, new ReceiverModel(WINDOW, CallPair.GRACE.toNanos()));
      }
    }

    private CallSession session(CallRole side) {
      return side == CallRole.CALLER ? call.caller : call.callee;
    }

    private static CallRole other(CallRole side) {
      return side == CallRole.CALLER ? CallRole.CALLEE : CallRole.CALLER;
    }

    private long now() {
      return call.clock.getAsLong();
    }

    void perform(Step step) {
      switch (step.act()) {
        case SEAL -> seal(step.side(), step.stream());
        case SEAL_MANY -> {
          for (int i = 0; i < WINDOW + 5; i++) {
            seal(step.side(), step.stream());
          }
        }
        case DELIVER -> pick(step).ifPresent(this::deliver);
        case DELIVER_LATEST -> wire.reversed().stream().limit(1).forEach(this::deliver);
        case DELIVER_FORGED -> pick(step).ifPresent(sent -> deliverForged(sent, step.number()));
        case REFLECT -> pick(step).ifPresent(this::reflect);
        case STAGE -> stage(step.side());
        case ACTIVATE -> activate(step.side());
        case ROTATE_BOTH -> rotateBoth();
        case WAIT_FOR_KEY_FRAMES -> {
          senders.get(step.side()).switchOnKeyFrames(step.stream());
          session(step.side()).sealer(step.stream()).switchEpochsOnKeyFrames();
        }
        case KEY_FRAME -> {
          senders.get(step.side()).keyFrame(step.stream());
          session(step.side()).sealer(step.stream()).beforeKeyFrame();
        }
        case WAIT -> call.clock.advance(WAITS.get(step.number() % WAITS.size()));
        case RETIRE -> retire(step.side());
      }
    }

    /** Mostly from the newer half, so that frames are often in time. */
    private Optional<Sent> pick(Step step) {
      int size = wire.size();
      if (size == 0) {
        return Optional.empty();
      }
      int back = step.number() % (step.number() % 3 == 0 ? size : (size + 1) / 2);
      return Optional.of(wire.get(size - 1 - back));
    }

    private void seal(CallRole side, MediaStream stream) {
      SenderModel model = senders.get(side);
      byte[] frame = Frames.seal(session(side).sealer(stream));
      FrameHeader header = FrameHeader.parse(frame).orElseThrow();
      var kid = new CallKid(model.epoch(stream), stream, side.sends());
      assertThat(header.kid()).isEqualTo(kid.value());
      assertThat(header.ctr()).isEqualTo(model.nextCounter(stream));
      wire.add(new Sent(side, stream, kid.epoch(), header.ctr(), frame));
    }

    private void deliver(Sent sent) {
      CallRole to = other(sent.by);
      OpenStatus expected = receivers.get(to).receive(sent.epoch, sent.stream, sent.ctr, now());
      Opened answer = Opened.by(session(to).opener(), sent.frame);
      assertThat(answer.status).isEqualTo(expected);
      MET.add(expected);
      if (expected == OpenStatus.OPENED) {
        assertThat(answer.plaintext).isEqualTo(Frames.PAYLOAD);
      }
    }

    private void deliverForged(Sent sent, int number) {
      CallRole to = other(sent.by);
      OpenStatus expected =
          receivers.get(to).receiveForged(sent.epoch, sent.stream, sent.ctr, now());
      byte[] forged = sent.frame.clone();
      forged[forged.length - 1 - number % 30] ^= 1;
      assertThat(Opened.statusBy(session(to).opener(), forged)).isEqualTo(expected);
      MET.add(expected);
    }

    private void reflect(Sent sent) {
      assertThat(Opened.statusBy(session(sent.by).opener(), sent.frame))
          .isEqualTo(OpenStatus.OWN_DIRECTION);
      MET.add(OpenStatus.OWN_DIRECTION);
    }

    private void stage(CallRole side) {
      if (senders.get(side).isStaged()) {
        assertThatIllegalStateException().isThrownBy(session(side)::stageNextEpoch);
      } else {
        session(side).stageNextEpoch();
        senders.get(side).stage();
        receivers.get(side).stage(now());
      }
    }

    private void activate(CallRole side) {
      if (senders.get(side).isStaged()) {
        session(side).activateStagedEpoch();
        senders.get(side).activate();
      } else {
        assertThatIllegalStateException().isThrownBy(session(side)::activateStagedEpoch);
      }
    }

    private void rotateBoth() {
      for (CallRole side : CallRole.values()) {
        if (!senders.get(side).isStaged()) {
          stage(side);
        }
      }
      Arrays.stream(CallRole.values()).forEach(this::activate);
    }

    private void retire(CallRole side) {
      session(side).retireExpiredEpochs();
      TestBackend backend = side == CallRole.CALLER ? call.callerBackend : call.calleeBackend;
      assertThat(backend.keysOpen())
          .isEqualTo(senders.get(side).keysAlive() + receivers.get(side).keysAlive(now()));
    }

    /** At the end everything that was ever sent arrives once more, late. */
    void deliverAll() {
      wire.forEach(this::deliver);
      call.clock.advance(CallPair.GRACE);
      wire.forEach(this::deliver);
      Arrays.stream(CallRole.values()).forEach(this::retire);
    }
  }
}
