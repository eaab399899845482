package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;

/**
 * A batch of any backend makes of each message what one backend makes of it alone: under several
 * keys, sealed and opened in one go, some forged, in memory of their own or all in one.
 */
public final class DifferentialBatchTarget {

  private static final int TAG = AeadKey.TAG_SIZE_BYTES;
  private static final Ciphers REFERENCE = Ciphers.reference();

  private DifferentialBatchTarget() {}

  /** One batch, filled twice. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    Ciphers cipher = Ciphers.choose(data);
    for (int round = 0; round < 2; round++) {
      AeadBatch batch = cipher.batch();
      try (Arena arena = Arena.ofConfined()) {
        List<Message> messages = new ArrayList<>();
        int count = data.consumeInt(1, Ciphers.BATCH_CAPACITY);
        for (int i = 0; i < count; i++) {
          var message = new Message(data, arena);
          message.addTo(batch, cipher);
          messages.add(message);
        }
        Oracle.require(batch.size() == count, "all are added");
        batch.run();
        for (int i = 0; i < count; i++) {
          messages.get(i).check(batch.succeeded(i), cipher + ", message " + i + " of " + count);
        }
      }
    }
  }

  private static final class Message {
    private final boolean seals;
    private final boolean forged;
    private final int key;
    private final int high;
    private final long low;
    private final byte[] expected;
    private final int payloadBytes;
    private final int aadBytes;
    private final Place aad;
    private final Place in;
    private final Place out;

    Message(FuzzedDataProvider data, Arena arena) {
      key = data.consumeInt(0, Ciphers.KEYS - 1);
      high = data.consumeInt();
      low = data.consumeLong();
      byte[] plaintext = Sizes.bytes(data, Sizes.payload(data));
      byte[] more = Sizes.bytes(data, Sizes.aad(data));
      byte[] sealed = seal(plaintext, more);
      seals = data.consumeBoolean();
      forged = !seals && data.consumeInt(0, 2) == 0;
      if (forged) {
        int bit = data.consumeInt(0, sealed.length * Byte.SIZE - 1);
        sealed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      }
      payloadBytes = plaintext.length;
      aadBytes = more.length;
      expected = seals ? sealed : forged ? new byte[payloadBytes] : plaintext;
      aad = Place.choose(data, aadBytes, arena).put(more);
      byte[] input = seals ? plaintext : sealed;
      boolean inPlace = data.consumeBoolean();
      in = Place.choose(data, inPlace ? sealed.length : input.length, arena).put(input);
      out = inPlace ? in : Place.choose(data, expected.length, arena);
    }

    private byte[] seal(byte[] plaintext, byte[] more) {
      byte[] sealed = new byte[plaintext.length + TAG];
      REFERENCE
          .key(key)
          .seal(high, low, more, 0, more.length, plaintext, 0, plaintext.length, sealed, 0);
      return sealed;
    }

    void addTo(AeadBatch batch, Ciphers cipher) {
      MemorySegment output = out.memory();
      batch.useMemory(aad.memory(), in.memory(), output);
      AeadKey expanded = cipher.key(key);
      if (seals) {
        batch.addSeal(
            expanded, high, low, aad.offset(), aadBytes, in.offset(), payloadBytes, out.offset());
      } else {
        batch.addOpen(
            expanded, high, low, aad.offset(), aadBytes, in.offset(), payloadBytes, out.offset());
      }
    }

    void check(boolean succeeded, String who) {
      Oracle.require(succeeded == !forged, who + (forged ? " is refused" : " succeeds"));
      Oracle.requireEqual(out.get(expected.length), expected, who);
      int inOutput = out == in ? payloadBytes + TAG : expected.length;
      out.requireUntouchedAround(inOutput, who);
    }
  }
}
