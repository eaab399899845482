package org.ecall.engine.select;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is measured and decided apart: an operation on payloads of about one size.
 *
 * @param operation sealing or opening
 * @param size of the payload
 */
public record FrameClass(Operation operation, SizeClass size) implements Comparable<FrameClass> {

  private static final Comparator<FrameClass> ORDER =
      Comparator.comparing(FrameClass::operation).thenComparing(FrameClass::size);

  private static final List<FrameClass> ALL = list();

  private static List<FrameClass> list() {
    List<FrameClass> all = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (SizeClass size : SizeClass.values()) {
        all.add(new FrameClass(operation, size));
      }
    }
    return List.copyOf(all);
  }

  /**
   * All there are.
   *
   * @return sealing first, small sizes first
   */
  public static List<FrameClass> all() {
    return ALL;
  }

  @Override
  public int compareTo(FrameClass other) {
    return ORDER.compare(this, other);
  }
}
