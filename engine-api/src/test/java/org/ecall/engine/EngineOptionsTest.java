package org.ecall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.select.BackendConstraints;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineOptionsTest {

  private static final EngineOptions DEFAULTS = EngineOptions.defaults();

  @Test
  @DisplayName("R2-4: \"0x0005 AES_256_GCM_SHA512_128, the default\", R6-6 1,024 frames, R5-3 10 s")
  void defaultsAreThoseOfTheProtocol() {
    assertThat(DEFAULTS.suite()).isEqualTo(CipherSuite.AES_256_GCM_SHA512_128);
    assertThat(DEFAULTS.backend()).isNull();
    assertThat(DEFAULTS.constraints()).isEqualTo(BackendConstraints.none());
    assertThat(DEFAULTS.profile()).isNull();
    assertThat(DEFAULTS.sealLimits()).isEqualTo(SealLimits.DEFAULT);
    assertThat(DEFAULTS.openLimits()).isEqualTo(OpenLimits.DEFAULT);
    assertThat(DEFAULTS.replayWindowFrames()).isEqualTo(1_024);
    assertThat(DEFAULTS.gracePeriod()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everyChangeChangesOneThing() {
    LongSupplier clock = () -> 5;
    Consumer<EngineEvent> listener = event -> {};
    List<EngineOptions> changed =
        List.of(
            DEFAULTS.withSuite(CipherSuite.AES_128_GCM_SHA256_128),
            DEFAULTS.withBackend("jdk"),
            DEFAULTS.withConstraints(
                BackendConstraints.none().requiring(BackendProperty.CONSTANT_TIME)),
            DEFAULTS.withProfile(Path.of("profile")),
            DEFAULTS.withSealLimits(new SealLimits(1, 2, 3)),
            DEFAULTS.withOpenLimits(new OpenLimits(1, 2)),
            DEFAULTS.withReplayWindowFrames(64),
            DEFAULTS.withGracePeriod(Duration.ZERO),
            DEFAULTS.withNanoClock(clock),
            DEFAULTS.withListener(listener));
    RecordComponent[] components = EngineOptions.class.getRecordComponents();
    assertThat(changed).hasSameSizeAs(components);
    for (int i = 0; i < components.length; i++) {
      for (int j = 0; j < components.length; j++) {
        boolean same = value(components[j], changed.get(i)).equals(value(components[j], DEFAULTS));
        assertThat(same).as("%s in change %d", components[j].getName(), i).isEqualTo(i != j);
      }
    }
    assertThat(changed.get(1).backend()).isEqualTo("jdk");
    assertThat(changed.get(8).nanoClock()).isSameAs(clock);
    assertThat(changed.get(9).listener()).isSameAs(listener);
  }

  private static Object value(RecordComponent component, EngineOptions options) {
    try {
      Object value = component.getAccessor().invoke(options);
      return value == null ? "none" : value;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 63, 65_537})
  @DisplayName("R6-6: \"64 to 65,536 … It cannot be turned off.\"")
  void refusesWindowsOfOtherSizes(int frames) {
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withReplayWindowFrames(frames));
  }

  @Test
  void refusesGracePeriodsThatAreNegativeOrLongerThanAnHour() {
    for (Duration period :
        new Duration[] {
          Duration.ofNanos(-1), Duration.ofHours(1).plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE)
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withGracePeriod(period));
    }
    assertThat(DEFAULTS.withGracePeriod(Duration.ofHours(1)).gracePeriod().toHours()).isEqualTo(1);
  }

  @Test
  @DisplayName("R8-1: no \"switch that turns encryption, the replay window … off\"")
  void noOptionIsASwitch() {
    assertThat(EngineOptions.class.getRecordComponents())
        .extracting(RecordComponent::getType)
        .doesNotContain(boolean.class, Boolean.class);
  }

  @Test
  @DisplayName("R8-1: never offered: \"A nonce parameter in the public API\"")
  void sealersTakeRangesAndMetadataAndNothingElse() {
    assertThat(FrameSealer.class.getConstructors()).isEmpty();
    assertThat(FrameOpener.class.getConstructors()).isEmpty();
    assertThat(
            Arrays.stream(FrameSealer.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .map(signature -> signature.replaceAll("(class|interface) (\\w+\\.)*", "")))
        .containsExactlyInAnyOrder(
            "seal[[B, int, int, [B, int]",
            "seal[[B, int, int, [B, int, [B]",
            "seal[MemorySegment, long, int, MemorySegment, long, [B]",
            "seal[ByteBuffer, ByteBuffer, [B]",
            "kid[]",
            "switchEpochsOnKeyFrames[]",
            "beforeKeyFrame[]",
            "close[]");
  }

  @Test
  void suitesAreFoundByTheirRegisteredNumber() {
    assertThat(CipherSuite.ofId(4)).contains(CipherSuite.AES_128_GCM_SHA256_128);
    assertThat(CipherSuite.ofId(5)).contains(CipherSuite.AES_256_GCM_SHA512_128);
    for (int id : new int[] {-1, 0, 1, 2, 3, 6, 0x10005}) {
      assertThat(CipherSuite.ofId(id)).isEmpty();
    }
    assertThat(CipherSuite.TAG_SIZE_BYTES).isEqualTo(16);
    assertThat(CipherSuite.NONCE_SIZE_BYTES).isEqualTo(12);
  }
}
