package org.ecall.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.ecall.engine.event.EngineEvent;

/** A listener that remembers. */
public final class RecordedEvents implements Consumer<EngineEvent> {

  private final List<EngineEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void accept(EngineEvent event) {
    events.add(event);
  }

  /** All events so far. */
  public List<EngineEvent> all() {
    return List.copyOf(events);
  }

  /** The events of one kind so far. */
  public <T extends EngineEvent> List<T> of(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Forgets what was. */
  public void clear() {
    events.clear();
  }
}
