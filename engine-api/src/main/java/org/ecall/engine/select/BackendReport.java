package org.ecall.engine.select;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.BackendProperty;

/**
 * What is known of a backend on this machine.
 *
 * @param name stable name
 * @param status whether it can be used
 * @param version of the library behind it, empty if absent
 * @param reason why it cannot be used, empty if it can
 * @param properties what it claims of itself, empty if absent
 * @param details further facts about it, in order, empty if absent: see {@link AeadBackend#details}
 */
public record BackendReport(
    String name,
    Status status,
    String version,
    String reason,
    Set<BackendProperty> properties,
    Map<String, String> details) {

  /** Whether a backend can be used. */
  public enum Status {
    /** Present, and its self-test passed. */
    ADMITTED,
    /** Something that it needs is missing. */
    ABSENT,
    /** Present, but its self-test failed: never used. */
    REFUSED
  }

  /**
   * Copies the set and the map.
   *
   * @param name stable name
   * @param status whether it can be used
   * @param version of the library behind it, empty if absent
   * @param reason why it cannot be used, empty if it can
   * @param properties what it claims of itself, empty if absent
   * @param details further facts about it, in order, empty if absent
   */
  public BackendReport {
    properties = Set.copyOf(properties);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** Why it cannot be used, to stand after its name; only if it cannot. */
  String whyNot() {
    return status == Status.ABSENT ? "is absent: " + reason : "is refused: " + reason;
  }

  /**
   * Which of its implementations the library has chosen.
   *
   * @return its name; empty if it tells none
   */
  public String kernel() {
    return details.getOrDefault("kernel", "");
  }
}
