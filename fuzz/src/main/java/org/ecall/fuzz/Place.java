package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * A range of an array or of native memory, at any alignment, with bytes around it that must stay as
 * they are.
 */
final class Place {

  static final byte FILLER = 0x5a;

  private static final int MAX_AROUND = 70;

  private final MemorySegment memory;
  private final byte @Nullable [] array;
  private final int offset;

  private Place(MemorySegment memory, byte @Nullable [] array, int offset) {
    this.memory = memory;
    this.array = array;
    this.offset = offset;
    memory.fill(FILLER);
  }

  /** A place that the input chooses; native memory comes from the arena. */
  static Place choose(FuzzedDataProvider data, int size, Arena arena) {
    int offset = data.consumeInt(0, MAX_AROUND);
    int total = offset + size + data.consumeInt(0, MAX_AROUND);
    if (data.consumeBoolean()) {
      return new Place(arena.allocate(Math.max(1, total)), null, offset);
    }
    byte[] bytes = new byte[total];
    return new Place(MemorySegment.ofArray(bytes), bytes, offset);
  }

  MemorySegment memory() {
    return memory;
  }

  /** The array, if this is a place in one. */
  byte @Nullable [] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  Place put(byte[] bytes) {
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, offset, bytes.length);
    return this;
  }

  byte[] get(int length) {
    return memory.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** That nothing before the place, or behind a part of it, was written. */
  void requireUntouchedAround(int length, String who) {
    byte[] all = memory.toArray(ValueLayout.JAVA_BYTE);
    Oracle.requireOnly(all, 0, offset, FILLER, who + " before the output");
    Oracle.requireOnly(all, offset + length, all.length, FILLER, who + " behind the output");
  }
}
