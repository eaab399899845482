package org.ecall.engine.spi;

import java.util.List;
import java.util.Optional;

/**
 * Service type by which a module offers its backends; found with {@link java.util.ServiceLoader}.
 * Implementations have a public constructor without side effects.
 */
public interface AeadBackendProvider {

  /**
   * The backends that this module knows, usable here or not. Must not load a class of a library
   * that may be missing.
   *
   * @return backends with distinct names
   */
  List<AeadBackend> backends();

  /**
   * Finds a backend by name. Providers with open-ended families of names (such as {@code
   * jca:<Provider>}) override this.
   *
   * @param name as the embedder wrote it
   * @return the backend, usable here or not, or empty if the name means nothing to this provider
   */
  default Optional<AeadBackend> backend(String name) {
    return backends().stream().filter(backend -> backend.name().equals(name)).findFirst();
  }
}
