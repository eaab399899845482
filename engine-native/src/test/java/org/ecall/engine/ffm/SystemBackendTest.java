package org.ecall.engine.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.spi.Availability.Absent;
import org.junit.jupiter.api.Test;

/** How a library that cannot be used shows. */
class SystemBackendTest {

  private static SystemBackend absent(SystemLookup.Search search) {
    return new SystemBackend("some", Set.of(), () -> SystemLookup.of(search));
  }

  private static SystemLookup.Found fail(RuntimeException failure) {
    throw failure;
  }

  @Test
  void aMissingLibraryIsAbsent() {
    SystemBackend backend =
        absent(
            () -> {
              SystemLibrary.open(List.of("libnosuch.so.9", "libnosuch.so"));
              throw new AssertionError("is there");
            });
    String reason = "no libnosuch.so.9 or libnosuch.so on this system that can be loaded";
    assertThat(backend.availability()).isEqualTo(new Absent(reason));
    assertThat(backend.properties()).isEmpty();
    assertThat(backend.details()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> backend.expandKey(MemorySegment.ofArray(new byte[32])))
        .withMessage("backend 'some' is absent: " + reason);
  }

  @Test
  void anotherLibraryIsAbsentBecauseOfItsFunctions() {
    SystemBackend backend =
        absent(() -> new OpenSslLibrary(SystemLibrary.open(List.of("libc.so.6"))).found());
    assertThat(backend.availability())
        .isInstanceOfSatisfying(
            Absent.class, absent -> assertThat(absent.reason()).contains("libc.so.6"));
  }

  @Test
  void deniedNativeAccessSaysWhatToDo() {
    assertThat(absent(() -> fail(new IllegalCallerException("denied"))).availability())
        .isEqualTo(
            new Absent(
                "native access is denied; start java with --enable-native-access=ALL-UNNAMED"));
  }

  @Test
  void whateverElseFailsIsAReason() {
    assertThat(absent(() -> fail(new UnsupportedOperationException("no linker"))).availability())
        .isInstanceOfSatisfying(
            Absent.class, absent -> assertThat(absent.reason()).contains("no linker"));
    assertThat(
            absent(
                    () -> {
                      throw new ExceptionInInitializerError("not today");
                    })
                .availability())
        .isInstanceOfSatisfying(
            Absent.class, absent -> assertThat(absent.reason()).contains("not today"));
  }

  @Test
  void looksOnceAndNotBeforeItIsAsked() {
    AtomicInteger searches = new AtomicInteger();
    SystemBackend backend =
        absent(
            () -> {
              searches.incrementAndGet();
              throw new LoadException("not here");
            });
    assertThat(backend.name()).isEqualTo("some");
    assertThat(searches).hasValue(0);
    backend.availability();
    backend.properties();
    backend.details();
    assertThat(searches).hasValue(1);
  }
}
