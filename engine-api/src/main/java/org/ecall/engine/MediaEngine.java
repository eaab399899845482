package org.ecall.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EventSink;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.CallRole;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.key.SessionSecret;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.engine.select.SelectionPolicy;

/**
 * The media encryption of a process or a call: holds the plan of its backends and gives out
 * sessions, sealers, openers and batches. Thread-safe. Closing it closes everything that it gave
 * out.
 *
 * <p>A two-party call opens a {@link CallSession}. An embedder with key management of its own asks
 * for a {@link FrameSealer} for each KID that it sends and a {@link FrameOpener} for all that it
 * receives. A mixer or forwarder that handles many frames at once asks for a {@link FrameBatch}.
 */
public final class MediaEngine implements AutoCloseable {

  private final EngineBackends backends;
  private final KeyFactory factory;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private MediaEngine(EngineBackends backends, EngineOptions options, EventSink events) {
    this.backends = backends;
    factory = new KeyFactory(backends, options, events, Scratch.pool());
  }

  /**
   * Opens an engine with {@link EngineOptions#defaults()}.
   *
   * @return an engine to be closed
   * @throws BackendUnavailableException if no backend can be used
   */
  public static MediaEngine open() {
    return open(EngineOptions.defaults());
  }

  /**
   * Opens an engine.
   *
   * @param options how it works
   * @return an engine to be closed
   * @throws BackendUnavailableException if no backend that is admissible can be used
   * @throws ProfileException if the profile asked for cannot be read or does not fit this machine
   */
  public static MediaEngine open(EngineOptions options) {
    return open(options, BackendCatalog.installed());
  }

  /**
   * Opens an engine that takes its backend from a given catalog.
   *
   * @param options how it works
   * @param catalog knows the backends
   * @return an engine to be closed
   * @throws BackendUnavailableException if no backend that is admissible can be used
   * @throws ProfileException if the profile asked for cannot be read or does not fit this machine
   */
  public static MediaEngine open(EngineOptions options, BackendCatalog catalog) {
    EventSink events = new EventSink(options.listener());
    try {
      SelectionPolicy policy =
          SelectionPolicy.forThisMachine(catalog, constraints(options), options.profile());
      return new MediaEngine(new EngineBackends(policy, catalog, events), options, events);
    } finally {
      tellOfRefused(catalog, events);
    }
  }

  private static BackendConstraints constraints(EngineOptions options) {
    String name = options.backend();
    return name == null ? options.constraints() : options.constraints().allowing(name);
  }

  private static void tellOfRefused(BackendCatalog catalog, EventSink events) {
    catalog.examined().stream()
        .filter(report -> report.status() == BackendReport.Status.REFUSED)
        .forEach(
            report ->
                events.accept(new EngineEvent.BackendRefused(report.name(), report.reason())));
  }

  /**
   * Which backends this engine uses for which frames, and why. It is another plan once a backend
   * has misbehaved.
   *
   * @return the plan in force
   * @throws BackendUnavailableException if all admissible backends have misbehaved
   */
  public SelectionPlan plan() {
    return backends.plan().selection();
  }

  /**
   * Opens one side of a two-party call, in epoch 0 (PROTOCOL §3).
   *
   * @param role which side
   * @param secret what call set-up delivered; stays the caller's and can be closed right after
   * @return a session to be closed
   * @throws EngineClosedException if this engine was closed
   */
  public CallSession openCall(CallRole role, SessionSecret secret) {
    requireOpen();
    return keep(new CallSession(factory, role, secret, this::forget));
  }

  /**
   * Makes a sealer for a base key of the embedder's own.
   *
   * @param kid key identifier, unsigned, unique for this sender and base key
   * @param baseKey fresh for this sender and KID; stays the caller's
   * @return a sealer to be closed
   * @throws KeyReuseException if this key has sealed in this process
   * @throws EngineClosedException if this engine was closed
   */
  public FrameSealer newSealer(long kid, BaseKey baseKey) {
    requireOpen();
    try (FrameKeys keys = FrameKeys.derive(factory.suite(), kid, baseKey)) {
      return keep(new FrameSealer(factory, keys, this::forget));
    }
  }

  /**
   * Makes an opener without keys, for {@link FrameOpener#addKey}.
   *
   * @return an opener to be closed
   * @throws EngineClosedException if this engine was closed
   */
  public FrameOpener newOpener() {
    requireOpen();
    return keep(new FrameOpener(factory, new ReceiveKeys(), KidRules.EMBEDDER, this::forget));
  }

  /**
   * Makes a batch for sealers and openers of this engine, those of its sessions included.
   *
   * @param capacity frames that it can hold, at least 1
   * @return a batch to be closed
   * @throws IllegalArgumentException if the capacity is below 1
   * @throws EngineClosedException if this engine was closed
   */
  public FrameBatch newBatch(int capacity) {
    requireOpen();
    return keep(new FrameBatch(factory, capacity, this::forget));
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.add(part);
    if (closed) {
      close();
      requireOpen();
    }
    return part;
  }

  private void forget(AutoCloseable part) {
    open.remove(part);
  }

  private void requireOpen() {
    if (closed) {
      throw new EngineClosedException("the engine was closed");
    }
  }

  /** Closes everything that this engine gave out. Closing twice is allowed. */
  @Override
  public void close() {
    closed = true;
    for (AutoCloseable part : Set.copyOf(open)) {
      closePart(part);
    }
  }

  private static void closePart(AutoCloseable part) {
    switch (part) {
      case CallSession session -> session.close();
      case FrameSealer sealer -> sealer.close();
      case FrameOpener opener -> opener.close();
      case FrameBatch batch -> batch.close();
      default -> throw new IllegalStateException("not a part of an engine: " + part.getClass());
    }
  }
}
