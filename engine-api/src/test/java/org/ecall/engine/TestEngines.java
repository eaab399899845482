package org.ecall.engine;

import java.security.SecureRandom;
import java.util.List;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.SessionSecret;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;

/**
 * Engines over {@link TestBackend}, and keys that no other test of this process has sealed with:
 * the register of used keys is one for the process and forgets nothing.
 */
public final class TestEngines {

  /** The defaults, with the test backend. */
  public static final EngineOptions OPTIONS =
      EngineOptions.defaults().withBackend(TestBackend.NAME);

  private static final SecureRandom RANDOM = new SecureRandom();

  private TestEngines() {}

  /** An engine with the protocol's defaults. */
  public static MediaEngine open() {
    return open(OPTIONS);
  }

  /** An engine with a backend of its own. */
  public static MediaEngine open(EngineOptions options) {
    return open(options, new TestBackend());
  }

  /** An engine with a given backend. */
  public static MediaEngine open(EngineOptions options, AeadBackend backend) {
    return MediaEngine.open(options.withBackend(backend.name()), catalog(backend));
  }

  /** A catalog of one provider that knows these backends. */
  public static BackendCatalog catalog(AeadBackend... backends) {
    return new BackendCatalog(List.of(() -> List.of(backends)));
  }

  /** A base key of the size that RFC 9605's own vectors have. */
  public static BaseKey freshBaseKey() {
    return BaseKey.copyOf(random(BaseKey.MIN_SIZE_BYTES));
  }

  /** What call set-up would deliver for a call that never was before. */
  public static SessionSecret freshSessionSecret() {
    return SessionSecret.copyOf(
        random(SessionSecret.SECRET_SIZE_BYTES), random(SessionSecret.CONTEXT_SIZE_BYTES));
  }

  /** Random bytes. */
  public static byte[] random(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
