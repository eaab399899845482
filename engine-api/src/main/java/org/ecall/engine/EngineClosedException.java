package org.ecall.engine;

/**
 * An engine, session, sealer, opener or batch was used after it was closed; nothing was written.
 */
public final class EngineClosedException extends EngineException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what was closed
   */
  public EngineClosedException(String message) {
    super(message);
  }
}
