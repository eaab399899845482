package org.ecall.cli.soak;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.ecall.cli.network.Side;
import org.ecall.engine.EngineOptions;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;

/** Opens engines, two for each room, whose backends take turns. Thread-safe. */
final class Engines {

  /** One engine for each side of a room. */
  record Pair(MediaEngine caller, MediaEngine callee) implements AutoCloseable {

    MediaEngine of(Side side) {
      return side == Side.CALLER ? caller : callee;
    }

    @Override
    public void close() {
      caller.close();
      callee.close();
    }
  }

  private final BackendCatalog catalog;
  private final EngineOptions options;
  private final List<String> backends;
  private final AtomicLong turn = new AtomicLong();
  private final Set<String> used = new ConcurrentSkipListSet<>();

  /**
   * Prepares to open engines.
   *
   * @param backends names, or empty to let each engine choose
   */
  Engines(BackendCatalog catalog, EngineOptions options, List<String> backends, Violations wrong) {
    this.catalog = catalog;
    this.options = options.withListener(event -> watch(event, wrong));
    this.backends = backends;
  }

  /** No backend of this machine has a reason to misbehave. */
  private static void watch(EngineEvent event, Violations wrong) {
    if (event instanceof EngineEvent.BackendQuarantined(String backend, String reason)) {
      wrong.add(Violations.Kind.QUARANTINE, "backend " + backend + " was quarantined: " + reason);
    }
  }

  EngineOptions options() {
    return options;
  }

  Pair open() {
    long number = turn.getAndIncrement();
    EngineOptions chosen =
        backends.isEmpty()
            ? options
            : options.withBackend(backends.get((int) (number % backends.size())));
    MediaEngine caller = MediaEngine.open(chosen, catalog);
    try {
      used.addAll(caller.plan().backends());
      return new Pair(caller, MediaEngine.open(chosen, catalog));
    } catch (Throwable t) {
      caller.close();
      throw t;
    }
  }

  /** The backends of all engines so far: name and version, with the kernel where there is one. */
  Map<String, String> used() {
    Map<String, String> versions = new TreeMap<>();
    for (String name : used) {
      BackendReport report = catalog.report(name).orElseThrow();
      versions.put(name, (report.version() + " " + report.kernel()).strip());
    }
    return versions;
  }
}
