package org.ecall.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash table from KID to key; a change makes a new one. At most half full, so a
 * look-up takes one or two steps however many keys there are. The multiplier is random, so that
 * nobody can choose KIDs that collide.
 */
final class ReceiveKeyTable {

  static final ReceiveKeyTable EMPTY = of(List.of(), Set.of());

  private final long multiplier;
  private final int shift;
  private final @Nullable ReceiveKey[] slots;

  /** Sorted. */
  private final long[] retiredKids;

  private ReceiveKeyTable(
      long multiplier, int shift, @Nullable ReceiveKey[] slots, long[] retiredKids) {
    this.multiplier = multiplier;
    this.shift = shift;
    this.slots = slots;
    this.retiredKids = retiredKids;
  }

  static ReceiveKeyTable of(Collection<ReceiveKey> keys, Set<Long> retired) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, keys.size()) * 2L - 1);
    var table =
        new ReceiveKeyTable(
            ThreadLocalRandom.current().nextLong() | 1,
            Long.SIZE - bits,
            new ReceiveKey[1 << bits],
            retired.stream().mapToLong(Long::longValue).sorted().toArray());
    keys.forEach(table::insert);
    return table;
  }

  private void insert(ReceiveKey key) {
    int i = slotOf(key.kid);
    while (slots[i] != null) {
      i = (i + 1) & (slots.length - 1);
    }
    slots[i] = key;
  }

  @Nullable ReceiveKey find(long kid) {
    int i = slotOf(kid);
    while (true) {
      ReceiveKey key = slots[i];
      if (key == null || key.kid == kid) {
        return key;
      }
      i = (i + 1) & (slots.length - 1);
    }
  }

  boolean isRetired(long kid) {
    return Arrays.binarySearch(retiredKids, kid) >= 0;
  }

  private int slotOf(long kid) {
    return (int) ((kid * multiplier) >>> shift);
  }
}
