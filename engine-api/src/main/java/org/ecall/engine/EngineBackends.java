package org.ecall.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.event.EventSink;
import org.ecall.engine.key.SecretBytes;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SelectionPlan;
import org.ecall.engine.select.SelectionPolicy;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.jspecify.annotations.Nullable;

/**
 * The backends that an engine uses: its plan, and all keys, which follow when the plan changes
 * because a backend misbehaved. Such a backend is not used again by this engine, and there is none
 * to take its place but the next one of the plan. Thread-safe; its lock is never taken on the frame
 * path.
 */
final class EngineBackends {

  private final SelectionPolicy policy;
  private final BackendCatalog catalog;
  private final EventSink events;

  /** Names of backends that misbehaved; immutable, replaced with the lock of this. */
  private volatile Set<String> quarantined = Set.of();

  /** Keys that are not closed. Guarded by this. */
  private final Set<PlannedKey> keys = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Null if no admissible backend is left. Guarded by this. */
  private @Nullable EnginePlan plan;

  /** Guarded by this. */
  private String whyNone = "";

  /**
   * Makes the plan.
   *
   * @throws BackendUnavailableException if there is no admissible backend
   */
  EngineBackends(SelectionPolicy policy, BackendCatalog catalog, EventSink events) {
    this.policy = policy;
    this.catalog = catalog;
    this.events = events;
    plan = bind(policy.plan());
  }

  private EnginePlan bind(SelectionPlan selection) {
    Map<String, AeadBackend> byName = new HashMap<>();
    for (String name : selection.backends()) {
      byName.put(name, catalog.require(name));
    }
    return new EnginePlan(selection, Map.copyOf(byName));
  }

  /**
   * The plan in force.
   *
   * @throws BackendUnavailableException if no admissible backend is left
   */
  synchronized EnginePlan plan() {
    if (plan == null) {
      throw new BackendUnavailableException(whyNone);
    }
    return plan;
  }

  /**
   * Expands a key.
   *
   * @param secret the AES key; stays the caller's
   * @param user takes what frames are sealed or opened with, before this returns, and later by any
   *     thread
   * @throws BackendUnavailableException if no admissible backend is left
   */
  PlannedKey newKey(Operation operation, SecretBytes secret, Consumer<AeadKey> user) {
    PlannedKey key = new PlannedKey(this, operation, secret, user);
    List<EngineEvent> happened = new ArrayList<>();
    try {
      synchronized (this) {
        keys.add(key);
        followAll(List.of(key), happened);
        key.keepSecret(plan().mayChange());
      }
    } catch (RuntimeException | Error e) {
      key.close();
      throw e;
    } finally {
      happened.forEach(events::accept);
    }
    return key;
  }

  /** A key is closed. */
  synchronized void forget(PlannedKey key) {
    keys.remove(key);
  }

  /**
   * Rules a backend out and lets all keys follow the plan without it. Tells the listener.
   *
   * @param backend that misbehaved
   * @param reason what it did, without secrets
   */
  void quarantine(AeadBackend backend, String reason) {
    List<EngineEvent> happened = new ArrayList<>();
    synchronized (this) {
      if (ruleOut(backend, reason, happened)) {
        followAll(List.copyOf(keys), happened);
      }
    }
    happened.forEach(events::accept);
  }

  /** Whether a backend was ruled out. Takes no lock. */
  boolean isQuarantined(AeadBackend backend) {
    Set<String> names = quarantined;
    return !names.isEmpty() && names.contains(backend.name());
  }

  private boolean ruleOut(AeadBackend backend, String reason, List<EngineEvent> happened) {
    if (isQuarantined(backend)) {
      return false;
    }
    Set<String> names = new TreeSet<>(quarantined);
    names.add(backend.name());
    quarantined = Set.copyOf(names);
    happened.add(new EngineEvent.BackendQuarantined(backend.name(), reason));
    try {
      plan = bind(policy.planWithout(quarantined));
    } catch (BackendUnavailableException e) {
      plan = null;
      whyNone = String.valueOf(e.getMessage());
    }
    return true;
  }

  /** A backend that does not even expand keys is ruled out, too; then everybody begins again. */
  private void followAll(List<PlannedKey> followers, List<EngineEvent> happened) {
    List<PlannedKey> waiting = followers;
    while (!waiting.isEmpty()) {
      try {
        for (PlannedKey key : waiting) {
          key.follow(plan, whyNone);
        }
        waiting = List.of();
      } catch (PlannedKey.ExpansionException e) {
        ruleOut(e.backend(), "expanding a key threw " + e.causeName(), happened);
        waiting = List.copyOf(keys);
      }
    }
  }
}
