package org.ecall.engine.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An engine event in the flight recorder. Loaded only where the module jdk.jfr is. */
@Name("org.ecall.engine.Event")
@Label("Media engine event")
@Category("Media encryption")
@StackTrace(false)
final class FlightRecord extends Event {

  @Label("Kind")
  String kind = "";

  @Label("Details")
  @Description("KIDs, epochs, counts or a backend's name; never secrets")
  String details = "";

  static void commit(EngineEvent event) {
    FlightRecord record = new FlightRecord();
    if (record.isEnabled()) {
      record.kind = event.getClass().getSimpleName();
      record.details = event.toString();
      record.commit();
    }
  }
}
