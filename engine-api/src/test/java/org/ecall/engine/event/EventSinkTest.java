package org.ecall.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.ecall.engine.event.EngineEvent.EpochStaged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventSinkTest {

  @Test
  void handsEventsToTheListenerOnTheSameThread() {
    List<Object> heard = new ArrayList<>();
    var sink =
        new EventSink(
            event -> {
              heard.add(event);
              heard.add(Thread.currentThread());
            });
    sink.accept(new EpochStaged(7));
    assertThat(heard).containsExactly(new EpochStaged(7), Thread.currentThread());
  }

  @Test
  void whatAListenerThrowsGoesToTheHandlerOfItsThread() throws InterruptedException {
    var thrown = new IllegalStateException("from a listener");
    List<Throwable> uncaught = new ArrayList<>();
    var sink =
        new EventSink(
            event -> {
              throw thrown;
            });
    List<String> reached = new ArrayList<>();
    Thread thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((where, e) -> uncaught.add(e))
            .start(
                () -> {
                  sink.accept(new EpochStaged(1));
                  reached.add("the line after");
                });
    thread.join();
    assertThat(uncaught).containsExactly(thrown);
    assertThat(reached).containsExactly("the line after");
  }

  @Test
  void anErrorOfAListenerIsNotHidden() {
    var sink =
        new EventSink(
            event -> {
              throw new AssertionError("from a listener");
            });
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> sink.accept(new EpochStaged(1)));
  }

  @Test
  void theFlightRecorderHearsOfItToo(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("org.ecall.engine.Event");
      recording.start();
      new EventSink(event -> {}).accept(new EngineEvent.AuthenticationAlarm(5, 1 << 20));
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> recorded =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("org.ecall.engine.Event"))
            .toList();
    assertThat(recorded).hasSize(1);
    assertThat(recorded.getFirst().getString("kind")).isEqualTo("AuthenticationAlarm");
    assertThat(recorded.getFirst().getString("details"))
        .isEqualTo("AuthenticationAlarm[kid=5, failures=1048576]");
  }
}
