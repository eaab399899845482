package org.ecall.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.key.CallKid;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.Direction;
import org.ecall.engine.key.EpochSecret;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.MediaStream;
import org.ecall.engine.key.SessionSecret;
import org.jspecify.annotations.Nullable;

/**
 * One side of a two-party call: a sealer for each stream that it sends, an opener for all that it
 * receives, and the epochs of their keys (PROTOCOL §3 and §5).
 *
 * <p>To rotate keys without losing a frame, both sides call {@link #stageNextEpoch()}, tell each
 * other so over signalling, and then each calls {@link #activateStagedEpoch()} in its own time. An
 * old epoch can still be opened for the grace period, which begins for each stream with its first
 * frame of the new epoch, for silent streams with that of any other, and at the latest when the
 * epoch after is staged. Then its keys are wiped. A rotation gives forward secrecy, not healing: if
 * an epoch's secret is known to somebody, only a new key agreement helps.
 *
 * <p>Thread-safe. Rotation takes a lock that the frame path does not.
 */
public final class CallSession implements AutoCloseable {

  private final KeyFactory factory;
  private final Direction sends;
  private final Consumer<AutoCloseable> onClose;
  private final ReceiveKeys openable = new ReceiveKeys();
  private final FrameOpener opener;

  /** Made when first asked for. Guarded by this. */
  private final Map<MediaStream, FrameSealer> sealers = new EnumMap<>(MediaStream.class);

  /** Receive keys that are not wiped yet, oldest epoch first. Guarded by this. */
  private final List<ReceiveKey> receiveKeys = new ArrayList<>();

  /** Send keys of the active epoch, of streams that have no sealer yet. Guarded by this. */
  private Map<MediaStream, FrameKeys> activeSendKeys;

  /** Send keys of the staged epoch; null if none is staged. Guarded by this. */
  private @Nullable Map<MediaStream, FrameKeys> stagedSendKeys;

  /** Secret of the newest epoch, staged or active. Guarded by this. */
  private EpochSecret newest;

  /** Number of {@link #newest}, for the frame path. */
  private volatile long newestEpoch;

  /** Whether a grace period is running; where none is, the frame path need not ask the clock. */
  private volatile boolean graceRunning;

  private boolean closed;

  CallSession(
      KeyFactory factory, CallRole role, SessionSecret secret, Consumer<AutoCloseable> onClose) {
    this.factory = factory;
    this.onClose = onClose;
    sends = role.sends();
    newest = EpochSecret.first(secret);
    opener = new FrameOpener(factory, openable, new Rules(), part -> {});
    activeSendKeys = deriveSendKeys(newest);
    addReceiveKeys(newest);
  }

  private Map<MediaStream, FrameKeys> deriveSendKeys(EpochSecret epoch) {
    Map<MediaStream, FrameKeys> derived = new EnumMap<>(MediaStream.class);
    for (MediaStream stream : MediaStream.values()) {
      derived.put(stream, epoch.frameKeys(factory.suite(), stream, sends));
    }
    return derived;
  }

  private void addReceiveKeys(EpochSecret epoch) {
    for (MediaStream stream : MediaStream.values()) {
      try (FrameKeys keys = epoch.frameKeys(factory.suite(), stream, sends.reverse())) {
        ReceiveKey key = factory.receiveKey(keys);
        openable.add(key);
        receiveKeys.add(key);
      }
    }
  }

  /**
   * The sealer of a stream, the same for the life of the session.
   *
   * @param stream which stream
   * @return owned by this session
   * @throws KeyReuseException if another session of this process with the same role and secret has
   *     sealed this stream
   * @throws EngineClosedException if this session was closed
   */
  public synchronized FrameSealer sealer(MediaStream stream) {
    requireOpen();
    FrameSealer known = sealers.get(stream);
    if (known != null) {
      return known;
    }
    // Taken out only once it has been used: a key that is refused is refused every time.
    FrameKeys keys = Objects.requireNonNull(activeSendKeys.get(stream));
    var sealer = new FrameSealer(factory, keys, part -> {});
    sealers.put(stream, sealer);
    activeSendKeys.remove(stream);
    keys.close();
    return sealer;
  }

  /**
   * The opener of all streams of the other side.
   *
   * @return owned by this session
   */
  public FrameOpener opener() {
    return opener;
  }

  /**
   * The newest epoch: its frames can be opened.
   *
   * @return number of the epoch, 0 at first
   */
  public long newestEpoch() {
    return newestEpoch;
  }

  /**
   * Ratchets to the next epoch and puts its receive keys in place. Sealing goes on as it was.
   *
   * @return number of the epoch that is staged now
   * @throws IllegalStateException if the epoch staged before was not activated, or the last epoch
   *     is reached
   * @throws EngineClosedException if this session was closed
   */
  public synchronized long stageNextEpoch() {
    requireOpen();
    if (stagedSendKeys != null) {
      throw new IllegalStateException(
          "epoch " + newestEpoch + " is staged and not activated; one can be staged at a time");
    }
    if (newestEpoch == CallKid.MAX_EPOCH) {
      throw new IllegalStateException("the last epoch is reached: agree on a new session secret");
    }
    supersedeBefore(newestEpoch, key -> true);
    EpochSecret next = newest.next();
    stagedSendKeys = deriveSendKeys(next);
    addReceiveKeys(next);
    newest.close();
    newest = next;
    newestEpoch = next.epoch();
    factory.events().accept(new EngineEvent.EpochStaged(newestEpoch));
    return newestEpoch;
  }

  /**
   * Switches sealing to the staged epoch: at once, or for sealers that {@linkplain
   * FrameSealer#switchEpochsOnKeyFrames wait for key frames} with the next one. The old send keys
   * are wiped as they go out of use.
   *
   * @throws IllegalStateException if no epoch is staged
   * @throws EngineClosedException if this session was closed
   */
  public synchronized void activateStagedEpoch() {
    requireOpen();
    Map<MediaStream, FrameKeys> staged = stagedSendKeys;
    if (staged == null) {
      throw new IllegalStateException("no epoch is staged");
    }
    stagedSendKeys = null;
    activeSendKeys.values().forEach(FrameKeys::close);
    activeSendKeys = staged;
    sealers.forEach(
        (stream, sealer) -> {
          try (FrameKeys keys = Objects.requireNonNull(staged.remove(stream))) {
            sealer.replaceKey(factory.sendKey(keys));
          }
        });
    factory.events().accept(new EngineEvent.EpochActivated(newestEpoch));
  }

  /**
   * Wipes the receive keys whose grace period is over. Received frames see to it every now and
   * then; an embedder calls this from a timer to have it done when nothing is received.
   */
  public synchronized void retireExpiredEpochs() {
    if (!graceRunning) {
      return;
    }
    List<ReceiveKey> over = receiveKeys.stream().filter(ReceiveKey::graceOver).toList();
    receiveKeys.removeAll(over);
    graceRunning = receiveKeys.stream().anyMatch(ReceiveKey::superseded);
    over.forEach(key -> openable.remove(key.kid));
    // Told when all is done: a listener may call this session.
    over.forEach(key -> factory.events().accept(new EngineEvent.EpochRetired(key.kid)));
  }

  /** The other side has begun to use a key: the older ones of its stream have had their time. */
  private synchronized void firstFrame(ReceiveKey key) {
    if (!closed && key.fresh()) {
      key.reported();
      CallKid kid = CallKid.of(key.kid);
      supersedeBefore(
          kid.epoch(), older -> older.fresh() || CallKid.of(older.kid).stream() == kid.stream());
    }
  }

  private void supersedeBefore(long epoch, Predicate<ReceiveKey> which) {
    GracePeriod period = GracePeriod.begin(factory.options());
    for (ReceiveKey key : receiveKeys) {
      if (CallKid.epochOf(key.kid) < epoch && which.test(key)) {
        key.supersede(period);
        graceRunning = true;
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new EngineClosedException("the session was closed");
    }
  }

  /** Waits for the frames in flight, then wipes all keys. Closing twice is allowed. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      sealers.values().forEach(FrameSealer::close);
      opener.close();
      receiveKeys.clear();
      newest.close();
      activeSendKeys.values().forEach(FrameKeys::close);
      if (stagedSendKeys != null) {
        stagedSendKeys.values().forEach(FrameKeys::close);
        stagedSendKeys = null;
      }
    }
    onClose.accept(this);
  }

  /** What KIDs mean in a two-party call. */
  private final class Rules implements KidRules {

    @Override
    public boolean manageKeys() {
      return true;
    }

    @Override
    public OpenStatus withoutKey(long kid, boolean retired) {
      if (CallKid.directionBitOf(kid) == sends.bit()) {
        return OpenStatus.OWN_DIRECTION;
      }
      return CallKid.epochOf(kid) <= newestEpoch
          ? OpenStatus.EPOCH_RETIRED
          : OpenStatus.UNKNOWN_KID;
    }

    @Override
    public void checkEpochs(ReceiveKey key) {
      if (key.fresh()) {
        firstFrame(key);
      }
      if (graceRunning) {
        retireExpiredEpochs();
      }
    }
  }
}
