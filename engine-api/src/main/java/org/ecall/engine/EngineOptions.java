package org.ecall.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ecall.engine.event.EngineEvent;
import org.ecall.engine.replay.ReplayWindow;
import org.ecall.engine.select.BackendConstraints;
import org.jspecify.annotations.Nullable;

/**
 * How an engine works. {@link #defaults()} is right for a call; each {@code with} method gives a
 * changed copy. No option weakens the protocol: limits can only be lowered, and neither encryption
 * nor the replay window can be turned off.
 *
 * @param suite of all keys; anything but {@link CipherSuite#AES_256_GCM_SHA512_128} is for
 *     interoperation
 * @param backend name of the only backend to use, or null to let the engine choose
 * @param constraints what every backend that is used has to satisfy
 * @param profile file of the calibration profile to choose by, or null to look for one: see {@link
 *     org.ecall.engine.select.ProfileSearch}
 * @param sealLimits budget of each KID that seals
 * @param openLimits when failed opens raise events
 * @param replayWindowFrames size of the replay window of each KID, 64 to 65,536 frames
 * @param gracePeriod how long a superseded epoch can still be opened
 * @param nanoClock monotonic clock for grace periods, in nanoseconds
 * @param listener is told of events, on the thread that caused them
 */
public record EngineOptions(
    CipherSuite suite,
    @Nullable String backend,
    BackendConstraints constraints,
    @Nullable Path profile,
    SealLimits sealLimits,
    OpenLimits openLimits,
    int replayWindowFrames,
    Duration gracePeriod,
    LongSupplier nanoClock,
    Consumer<EngineEvent> listener) {

  private static final Duration MAX_GRACE_PERIOD = Duration.ofHours(1);

  private static final EngineOptions DEFAULTS =
      new EngineOptions(
          CipherSuite.AES_256_GCM_SHA512_128,
          null,
          BackendConstraints.none(),
          null,
          SealLimits.DEFAULT,
          OpenLimits.DEFAULT,
          ReplayWindow.DEFAULT_FRAMES,
          Duration.ofSeconds(10),
          System::nanoTime,
          event -> {});

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if a number is outside its limits
   */
  public EngineOptions {
    ReplayWindow.requireValidSize(replayWindowFrames);
    if (gracePeriod.isNegative() || gracePeriod.compareTo(MAX_GRACE_PERIOD) > 0) {
      throw new IllegalArgumentException(
          "a grace period of " + gracePeriod + ", must be within 0 and " + MAX_GRACE_PERIOD);
    }
  }

  /**
   * The protocol's defaults: AES-256-GCM, a window of 1,024 frames, 10 seconds of grace.
   *
   * @return options
   */
  public static EngineOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Changes the suite.
   *
   * @param value the suite of all keys
   * @return a changed copy
   */
  public EngineOptions withSuite(CipherSuite value) {
    return new EngineOptions(
        value,
        backend,
        constraints,
        profile,
        sealLimits,
        openLimits,
        replayWindowFrames,
        gracePeriod,
        nanoClock,
        listener);
  }

  /**
   * Names the backend; the engine then takes this one or none.
   *
   * @param value its name, for example {@code jdk}
   * @return a changed copy
   */
  public EngineOptions withBackend(String value) {
    return new EngineOptions(
        suite,
        value,
        constraints,
        profile,
        sealLimits,
        openLimits,
        replayWindowFrames,
        gracePeriod,
        nanoClock,
        listener);
  }

  /**
   * Demands something of every backend that is used.
   *
   * @param value new constraints
   * @return a changed copy
   */
  public EngineOptions withConstraints(BackendConstraints value) {
    return new EngineOptions(
        suite,
        backend,
        value,
        profile,
        sealLimits,
        openLimits,
        replayWindowFrames,
        gracePeriod,
        nanoClock,
        listener);
  }

  /**
   * Names the calibration profile; the engine then goes by this one or does not open.
   *
   * @param value its file
   * @return a changed copy
   */
  public EngineOptions withProfile(Path value) {
    return new EngineOptions(
        suite,
        backend,
        constraints,
        value,
        sealLimits,
        openLimits,
        replayWindowFrames,
        gracePeriod,
        nanoClock,
        listener);
  }

  /**
   * Lowers the budget of each KID that seals.
   *
   * @param value new limits
   * @return a changed copy
   */
  public EngineOptions withSealLimits(SealLimits value) {
    return new EngineOptions(
        suite,
        backend,
        constraints,
        profile,
        value,
        openLimits,
        replayWindowFrames,
        gracePeriod,
        nanoClock,
        listener);
  }

  /**
   * Lowers the numbers of failed opens that raise events.
   *
   * @param value new limits
   * @return a changed copy
   */
  public EngineOptions withOpenLimits(OpenLimits value) {
    return new EngineOptions(
        suite,
        backend,
        constraints,
        profile,
        sealLimits,
        value,
        replayWindowFrames,
        gracePeriod,
        nanoClock,
        listener);
  }

  /**
   * Changes the size of the replay windows.
   *
   * @param value in frames, 64 to 65,536
   * @return a changed copy
   */
  public EngineOptions withReplayWindowFrames(int value) {
    return new EngineOptions(
        suite,
        backend,
        constraints,
        profile,
        sealLimits,
        openLimits,
        value,
        gracePeriod,
        nanoClock,
        listener);
  }

  /**
   * Changes how long a superseded epoch can still be opened.
   *
   * @param value at most an hour
   * @return a changed copy
   */
  public EngineOptions withGracePeriod(Duration value) {
    return new EngineOptions(
        suite,
        backend,
        constraints,
        profile,
        sealLimits,
        openLimits,
        replayWindowFrames,
        value,
        nanoClock,
        listener);
  }

  /**
   * Changes the clock of grace periods.
   *
   * @param value monotonic, in nanoseconds, any origin; thread-safe
   * @return a changed copy
   */
  public EngineOptions withNanoClock(LongSupplier value) {
    return new EngineOptions(
        suite,
        backend,
        constraints,
        profile,
        sealLimits,
        openLimits,
        replayWindowFrames,
        gracePeriod,
        value,
        listener);
  }

  /**
   * Changes who is told of events.
   *
   * @param value called on the thread that caused the event; thread-safe and quick
   * @return a changed copy
   */
  public EngineOptions withListener(Consumer<EngineEvent> value) {
    return new EngineOptions(
        suite,
        backend,
        constraints,
        profile,
        sealLimits,
        openLimits,
        replayWindowFrames,
        gracePeriod,
        nanoClock,
        value);
  }
}
