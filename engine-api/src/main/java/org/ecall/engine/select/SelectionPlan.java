package org.ecall.engine.select;

import java.util.List;

/**
 * Which backend seals and opens which frames, and why. Equal inputs give equal plans.
 *
 * @param selections one for each operation and size class, in the order of {@link FrameClass#all}
 * @param source where the figures are from
 * @param passedOver profiles, backends and figures that were not used, as far as they were looked
 *     at
 */
public record SelectionPlan(
    List<Selection> selections, String source, List<PassedOver> passedOver) {

  /**
   * Copies the lists.
   *
   * @param selections one for each operation and size class
   * @param source where the figures are from
   * @param passedOver profiles, backends and figures that were not used
   * @throws IllegalArgumentException if a selection is missing
   */
  public SelectionPlan {
    selections = List.copyOf(selections);
    passedOver = List.copyOf(passedOver);
    if (!selections.stream().map(Selection::frames).toList().equals(FrameClass.all())) {
      throw new IllegalArgumentException("a plan has a selection for each operation and size");
    }
  }

  /**
   * What is said for some frames.
   *
   * @param operation on them
   * @param size class of their payload
   * @return the selection
   */
  public Selection of(Operation operation, SizeClass size) {
    return selections.get(FrameClass.all().indexOf(new FrameClass(operation, size)));
  }

  /**
   * The backends that are used.
   *
   * @return their names, each once, in the order in which they come first
   */
  public List<String> backends() {
    return selections.stream().map(Selection::backend).distinct().toList();
  }
}
