package org.ecall.engine.event;

/**
 * Something that an embedder should know and that is no answer to a single frame. KIDs are
 * unsigned. No event holds key, nonce or plaintext bytes.
 */
public sealed interface EngineEvent {

  /**
   * A backend is present but failed its self-test, so it is never used.
   *
   * @param backend its name
   * @param reason what went wrong
   */
  record BackendRefused(String backend, String reason) implements EngineEvent {}

  /**
   * A backend misbehaved while it was used. This engine does not use it again; the next one of its
   * plan has taken its place, if there is one.
   *
   * @param backend its name
   * @param reason what it did
   */
  record BackendQuarantined(String backend, String reason) implements EngineEvent {}

  /**
   * A KID has sealed so many blocks that a new key is advised (PROTOCOL §4).
   *
   * @param kid key identifier
   */
  record RekeyAdvised(long kid) implements EngineEvent {}

  /**
   * Many frames of a KID failed to authenticate: somebody forges or damages them (PROTOCOL §4).
   *
   * @param kid key identifier
   * @param failures so far
   */
  record AuthenticationAlarm(long kid, long failures) implements EngineEvent {}

  /**
   * So many frames of a KID failed to authenticate that its key must be replaced (PROTOCOL §4).
   *
   * @param kid key identifier
   * @param failures so far
   */
  record RekeyDemanded(long kid, long failures) implements EngineEvent {}

  /**
   * The receive keys of an epoch are in place: its frames can be opened (PROTOCOL §5).
   *
   * @param epoch number of the epoch
   */
  record EpochStaged(long epoch) implements EngineEvent {}

  /**
   * Sealing has been told to switch to an epoch (PROTOCOL §5).
   *
   * @param epoch number of the epoch
   */
  record EpochActivated(long epoch) implements EngineEvent {}

  /**
   * The receive key of a KID was wiped at the end of its grace period (PROTOCOL §5).
   *
   * @param kid key identifier
   */
  record EpochRetired(long kid) implements EngineEvent {}
}
