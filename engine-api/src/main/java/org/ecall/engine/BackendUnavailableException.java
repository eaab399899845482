package org.ecall.engine;

/** No backend fits what was asked for; the message says which were looked at and why not. */
public final class BackendUnavailableException extends EngineException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which backend was wanted and why it is not there
   */
  public BackendUnavailableException(String message) {
    super(message);
  }
}
