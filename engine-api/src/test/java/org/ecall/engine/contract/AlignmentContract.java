package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.ecall.engine.spi.AeadKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every place in a cache line for input and output; nothing is written beside the output. */
interface AlignmentContract extends ContractSubject {

  int LINE = 64;

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 47, 160})
  default void everyMisalignmentOfArrays(int size) {
    Message message = Message.of(size, 32, 21, size);
    int room = LINE + size + Message.TAG_SIZE_BYTES + LINE;
    try (AeadKey key = expand(message.key)) {
      for (int from = 0; from < LINE; from++) {
        byte[] in = placed(message.plaintext, room, from);
        byte[] sealed = placed(message.sealed, room, from);
        byte[] aad = placed(message.aad, room, LINE - from);
        for (int to = 0; to < LINE; to++) {
          byte[] out = TestBytes.canaries(room);
          key.seal(
              message.nonceHigh, message.nonceLow, aad, LINE - from, 21, in, from, size, out, to);
          TestBytes.checkOnly("sealing " + from + " to " + to, message.sealed, out, to);
          byte[] opened = TestBytes.canaries(room);
          assertThat(
                  key.open(
                      message.nonceHigh,
                      message.nonceLow,
                      aad,
                      LINE - from,
                      21,
                      sealed,
                      from,
                      size,
                      opened,
                      to))
              .isTrue();
          TestBytes.checkOnly("opening " + from + " to " + to, message.plaintext, opened, to);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 47, 160})
  default void everyMisalignmentOfNativeMemory(int size) {
    Message message = Message.of(size, 16, 21, size);
    int room = LINE + size + Message.TAG_SIZE_BYTES + LINE;
    try (AeadKey key = expand(message.key);
        Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(room, LINE);
      for (int from = 0; from < LINE; from++) {
        MemorySegment in = arena.allocate(room, LINE);
        MemorySegment.copy(message.plaintext, 0, in, ValueLayout.JAVA_BYTE, from, size);
        MemorySegment sealed = arena.allocate(room, LINE);
        MemorySegment.copy(
            message.sealed, 0, sealed, ValueLayout.JAVA_BYTE, from, message.sealed.length);
        MemorySegment aad = arena.allocate(room, LINE);
        MemorySegment.copy(message.aad, 0, aad, ValueLayout.JAVA_BYTE, LINE - from, 21);
        for (int to = 0; to < LINE; to++) {
          out.fill(TestBytes.CANARY);
          key.seal(
              message.nonceHigh, message.nonceLow, aad, LINE - from, 21, in, from, size, out, to);
          TestBytes.checkOnly("sealing " + from + " to " + to, message.sealed, bytes(out), to);
          out.fill(TestBytes.CANARY);
          assertThat(
                  key.open(
                      message.nonceHigh,
                      message.nonceLow,
                      aad,
                      LINE - from,
                      21,
                      sealed,
                      from,
                      size,
                      out,
                      to))
              .isTrue();
          TestBytes.checkOnly("opening " + from + " to " + to, message.plaintext, bytes(out), to);
        }
      }
    }
  }

  private static byte[] placed(byte[] bytes, int room, int offset) {
    byte[] larger = TestBytes.canaries(room);
    System.arraycopy(bytes, 0, larger, offset, bytes.length);
    return larger;
  }

  private static byte[] bytes(MemorySegment segment) {
    return segment.toArray(ValueLayout.JAVA_BYTE);
  }
}
