package org.ecall.engine.select;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.ecall.engine.spi.BackendProperty;
import org.jspecify.annotations.Nullable;

/**
 * What an embedder demands of backends. However fast another one may be, only those that satisfy
 * all demands are ever used. Demands can only be added.
 *
 * @param allowed names of the backends that may be used; if empty, those of {@link
 *     SelectionPolicy#FIXED_ORDER}
 * @param required properties that a backend must claim
 * @param forbidden properties that a backend must not claim
 */
public record BackendConstraints(
    Set<String> allowed, Set<BackendProperty> required, Set<BackendProperty> forbidden) {

  private static final BackendConstraints NONE =
      new BackendConstraints(Set.of(), Set.of(), Set.of());

  /**
   * Copies the sets.
   *
   * @param allowed names of the backends that may be used; if empty, those of the fixed order
   * @param required properties that a backend must claim
   * @param forbidden properties that a backend must not claim
   */
  public BackendConstraints {
    allowed = Collections.unmodifiableSet(new TreeSet<>(allowed));
    required = copy(required);
    forbidden = copy(forbidden);
  }

  private static Set<BackendProperty> copy(Set<BackendProperty> properties) {
    EnumSet<BackendProperty> copy = EnumSet.noneOf(BackendProperty.class);
    copy.addAll(properties);
    return Collections.unmodifiableSet(copy);
  }

  /**
   * No demands.
   *
   * @return constraints that any backend of the fixed order satisfies
   */
  public static BackendConstraints none() {
    return NONE;
  }

  /**
   * Names the only backends that may be used. Where a name list is there already, only what is in
   * both remains.
   *
   * @param names of backends, at least one; also such as {@code jca:<Provider>}, which are used
   *     only when they are named
   * @return a changed copy
   * @throws IllegalArgumentException if none remains
   */
  public BackendConstraints allowing(String... names) {
    Set<String> remaining = new TreeSet<>(Arrays.asList(names));
    if (!allowed.isEmpty()) {
      remaining.retainAll(allowed);
    }
    if (remaining.isEmpty()) {
      throw new IllegalArgumentException(
          "no backend is allowed: name at least one" + (allowed.isEmpty() ? "" : " of " + allowed));
    }
    return new BackendConstraints(remaining, required, forbidden);
  }

  /**
   * Demands a property, for example {@link BackendProperty#CONSTANT_TIME}.
   *
   * @param property that a backend must claim
   * @return a changed copy
   */
  public BackendConstraints requiring(BackendProperty property) {
    EnumSet<BackendProperty> more = EnumSet.of(property);
    more.addAll(required);
    return new BackendConstraints(allowed, more, forbidden);
  }

  /**
   * Rules a property out, for example {@link BackendProperty#NATIVE_CODE}.
   *
   * @param property that a backend must not claim
   * @return a changed copy
   */
  public BackendConstraints forbidding(BackendProperty property) {
    EnumSet<BackendProperty> more = EnumSet.of(property);
    more.addAll(forbidden);
    return new BackendConstraints(allowed, required, more);
  }

  /** Whether a backend of this name may be looked at. */
  boolean admitsName(String name) {
    return allowed.isEmpty() ? SelectionPolicy.FIXED_ORDER.contains(name) : allowed.contains(name);
  }

  /** What speaks against a backend that has at least these properties; null if nothing does. */
  @Nullable String objectionToHaving(Set<BackendProperty> properties) {
    for (BackendProperty property : forbidden) {
      if (properties.contains(property)) {
        return "claims " + property + ", which is ruled out";
      }
    }
    return null;
  }

  /** What speaks against a backend that has exactly these properties; null if nothing does. */
  @Nullable String objectionTo(Set<BackendProperty> properties) {
    for (BackendProperty property : required) {
      if (!properties.contains(property)) {
        return "does not claim " + property + ", which is required";
      }
    }
    return objectionToHaving(properties);
  }
}
