package org.ecall.engine;

/**
 * Root of what the engine throws when it is misused or cannot go on. What the network can cause is
 * never an exception: see {@link OpenStatus}. Messages never hold key, nonce or plaintext bytes.
 */
public sealed class EngineException extends RuntimeException
    permits BackendUnavailableException,
        EngineClosedException,
        KeyReuseException,
        ProfileException,
        SealLimitException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what is wrong and what to do about it
   */
  EngineException(String message) {
    super(message);
  }

  /**
   * Creates an exception with its cause.
   *
   * @param message what is wrong and what to do about it
   * @param cause what led to it
   */
  EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
