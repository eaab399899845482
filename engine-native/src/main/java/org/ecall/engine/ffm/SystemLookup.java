package org.ecall.engine.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.BackendProperty;

/** What came of looking for a library of the system. */
sealed interface SystemLookup {

  /**
   * It is there and new enough.
   *
   * @param version as the library tells it
   * @param properties what may be claimed of it
   * @param details facts for reports, in order
   * @param keys expands a key
   */
  record Found(
      String version,
      Set<BackendProperty> properties,
      Map<String, String> details,
      Function<MemorySegment, AeadKey> keys)
      implements SystemLookup {}

  /**
   * It cannot be used.
   *
   * @param reason what is missing and what to do about it
   */
  record Missing(String reason) implements SystemLookup {}

  /** Loads and binds a library. */
  interface Search {
    Found run() throws LoadException;
  }

  /** Looks, and turns every failure into a reason. */
  static SystemLookup of(Search search) {
    try {
      return search.run();
    } catch (LoadException e) {
      return new Missing(e.reason());
    } catch (IllegalCallerException e) {
      // --illegal-native-access=deny
      return new Missing(
          "native access is denied; start java with --enable-native-access=" + moduleName());
    } catch (RuntimeException | LinkageError e) {
      return new Missing("binding it failed: " + e);
    }
  }

  private static String moduleName() {
    Module module = SystemLookup.class.getModule();
    return module.isNamed() ? module.getName() : "ALL-UNNAMED";
  }
}
