package org.ecall.engine.java.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whichever messages of a batch are hashed together, each is what it is alone. */
class VectorBatchProperties {

  private static final int TAG_BYTES = 16;

  /**
   * A message of a batch.
   *
   * @param key number of its key
   * @param seals whether it is sealed, else opened
   * @param isForged whether it is one that does not open
   * @param isStaged whether its output is not an array
   * @param aadBytes size of its additional data
   * @param dataBytes size of its data
   */
  record Entry(
      int key, boolean seals, boolean isForged, boolean isStaged, int aadBytes, int dataBytes) {}

  @Provide
  Arbitrary<List<Entry>> entries() {
    Arbitrary<Integer> sizes =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 200)),
            Tuple.of(2, Arbitraries.integers().between(200, 700)),
            Tuple.of(1, Arbitraries.integers().between(700, 21_000)));
    Arbitrary<Boolean> rarely = Arbitraries.integers().between(0, 5).map(i -> i == 0);
    return Combinators.combine(
            Arbitraries.integers().between(0, 1),
            Arbitraries.of(true, false),
            rarely,
            rarely,
            Arbitraries.integers().between(0, 40),
            sizes)
        .as(Entry::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .withoutEdgeCases();
  }

  @Property(tries = 100)
  void eachIsWhatItIsAlone(@ForAll("entries") List<Entry> entries, @ForAll long seed) {
    Random random = new Random(seed);
    try (VectorKey first = key(random);
        VectorKey second = key(random);
        VectorBatch batch = new VectorBatch(entries.size())) {
      VectorKey[] keys = {first, second};
      byte[][] in = new byte[entries.size()][];
      byte[][] expected = new byte[entries.size()][];
      MemorySegment[] out = new MemorySegment[entries.size()];
      for (int i = 0; i < in.length; i++) {
        Entry entry = entries.get(i);
        VectorKey key = keys[entry.key];
        byte[] aad = bytes(random, entry.aadBytes);
        byte[] data = bytes(random, entry.dataBytes);
        byte[] sealed = new byte[entry.dataBytes + TAG_BYTES];
        key.seal(i, i, aad, 0, aad.length, data, 0, data.length, sealed, 0);
        if (!entry.seals && entry.isForged) {
          sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
        }
        in[i] = entry.seals ? data : sealed;
        expected[i] = entry.seals ? sealed : entry.isForged ? new byte[data.length] : data;
        byte[] taken = bytes(random, expected[i].length);
        out[i] =
            entry.isStaged
                ? Arena.ofAuto().allocate(Math.max(1, taken.length))
                : MemorySegment.ofArray(taken);
        batch.useMemory(MemorySegment.ofArray(aad), MemorySegment.ofArray(in[i]), out[i]);
        if (entry.seals) {
          batch.addSeal(key, i, i, 0, aad.length, 0, data.length, 0);
        } else {
          batch.addOpen(key, i, i, 0, aad.length, 0, data.length, 0);
        }
      }
      batch.run();
      for (int i = 0; i < in.length; i++) {
        Entry entry = entries.get(i);
        assertThat(batch.succeeded(i)).isEqualTo(entry.seals || !entry.isForged);
        byte[] result = out[i].asSlice(0, expected[i].length).toArray(ValueLayout.JAVA_BYTE);
        assertThat(Arrays.equals(result, expected[i])).as("message %d: %s", i, entry).isTrue();
      }
    }
  }

  private static VectorKey key(Random random) {
    return new VectorKey(MemorySegment.ofArray(bytes(random, 32)));
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
