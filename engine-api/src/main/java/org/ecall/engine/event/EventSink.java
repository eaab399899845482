package org.ecall.engine.event;

import java.util.function.Consumer;

/**
 * Hands events to the embedder's listener and to the flight recorder, where there is one. What a
 * listener throws goes to its thread's handler for uncaught exceptions, so that it cannot break the
 * frame that caused the event. Thread-safe.
 */
public final class EventSink {

  private static final boolean HAS_FLIGHT_RECORDER =
      ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private final Consumer<EngineEvent> listener;

  /**
   * Creates a sink.
   *
   * @param listener called on the thread that caused the event, perhaps by several at once
   */
  public EventSink(Consumer<EngineEvent> listener) {
    this.listener = listener;
  }

  /**
   * Hands an event over.
   *
   * @param event what happened
   */
  public void accept(EngineEvent event) {
    if (HAS_FLIGHT_RECORDER) {
      FlightRecord.commit(event);
    }
    try {
      listener.accept(event);
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
