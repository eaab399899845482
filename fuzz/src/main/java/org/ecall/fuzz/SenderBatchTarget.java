package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.util.Arrays;
import org.ecall.engine.spi.AeadBatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.MessageRanges;

/**
 * Messages of one sender that are added to a batch together become what one backend makes of each
 * alone; at one that does not fit its memory they end, and nothing but the outputs is written.
 */
public final class SenderBatchTarget {

  private static final int TAG = AeadKey.TAG_SIZE_BYTES;
  private static final int MAX_AAD = 40;
  private static final int MAX_GAP = 20;
  private static final Ciphers REFERENCE = Ciphers.reference();

  private SenderBatchTarget() {}

  /** One batch, filled in up to four steps. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    Ciphers cipher = Ciphers.choose(data);
    int count = data.consumeInt(1, Ciphers.BATCH_CAPACITY);
    try (Arena arena = Arena.ofConfined()) {
      new Run(data, cipher, count, arena).run(data);
    }
  }

  private static final class Run {
    private final Ciphers cipher;
    private final int count;
    private final int key;
    private final int high;
    private final long salt;
    private final long firstCtr;
    private final int aadBytes;
    private final int[] inOffsets;
    private final int[] lengths;
    private final int[] outOffsets;
    private final MessageRanges ranges;
    private final Place in;
    private final Place out;
    private final byte[] input;
    private final byte[] output;

    Run(FuzzedDataProvider data, Ciphers cipher, int count, Arena arena) {
      this.cipher = cipher;
      this.count = count;
      key = data.consumeInt(0, Ciphers.KEYS - 1);
      high = data.consumeInt();
      salt = data.consumeLong();
      firstCtr = data.consumeLong();
      aadBytes = data.consumeInt(0, MAX_AAD);
      inOffsets = new int[count];
      lengths = new int[count];
      outOffsets = new int[count];
      ranges = new MessageRanges(count);
      int inEnd = 0;
      int outEnd = 0;
      for (int i = 0; i < count; i++) {
        lengths[i] = Sizes.payload(data);
        inOffsets[i] = inEnd + data.consumeInt(0, MAX_GAP);
        outOffsets[i] = outEnd + data.consumeInt(0, MAX_GAP);
        inEnd = inOffsets[i] + lengths[i];
        outEnd = outOffsets[i] + aadBytes + lengths[i] + TAG;
      }
      input = Sizes.bytes(data, inEnd);
      output = Sizes.bytes(data, outEnd);
      in = Place.choose(data, inEnd, arena).put(input);
      out = Place.choose(data, outEnd, arena).put(output);
      for (int i = 0; i < count; i++) {
        ranges.set(
            i, (long) in.offset() + inOffsets[i], lengths[i], (long) out.offset() + outOffsets[i]);
      }
    }

    void run(FuzzedDataProvider data) {
      AeadBatch batch = cipher.batch();
      batch.useMemory(out.memory(), in.memory(), out.memory());
      int bad = data.consumeInt(0, 4) == 0 ? spoil(data) : count;
      int added = 0;
      while (added < count) {
        int to = data.remainingBytes() == 0 ? count : data.consumeInt(added + 1, count);
        try {
          batch.addSeals(
              cipher.key(key), high, salt, firstCtr + added, aadBytes, ranges, added, to);
        } catch (IndexOutOfBoundsException e) {
          Oracle.require(added <= bad && bad < to, cipher + " refused a message that fits");
          break;
        }
        added = to;
        Oracle.require(added <= bad, cipher + " took a message that does not fit");
      }
      Oracle.require(batch.size() == bad, cipher + " added " + batch.size() + " of " + bad);
      batch.run();
      Oracle.require(batch.allSucceeded(), cipher + " seals all");
      for (int i = 0; i < bad; i++) {
        seal(i);
      }
      Oracle.requireEqual(out.get(output.length), output, cipher + ", " + bad + " messages");
      out.requireUntouchedAround(output.length, cipher.toString());
    }

    /** Moves a message to where it does not fit; the answer is which. */
    private int spoil(FuzzedDataProvider data) {
      int bad = data.consumeInt(0, count - 1);
      long inOffset = (long) in.offset() + inOffsets[bad];
      long outOffset = (long) out.offset() + outOffsets[bad];
      int length = lengths[bad];
      switch (data.consumeInt(0, 4)) {
        case 0 -> inOffset = data.consumeLong(Long.MIN_VALUE, -1);
        case 1 -> inOffset = in.memory().byteSize() - length + data.consumeLong(1, 1L << 40);
        case 2 -> outOffset = data.consumeLong(Long.MIN_VALUE, -1);
        case 3 -> {
          long room = out.memory().byteSize() - aadBytes - length - TAG;
          outOffset = room + data.consumeLong(1, Long.MAX_VALUE - room);
        }
        default -> length = data.consumeInt(Integer.MIN_VALUE, -1);
      }
      ranges.set(bad, inOffset, length, outOffset);
      return bad;
    }

    /** Writes into the expected output what the reference makes of a message. */
    private void seal(int i) {
      long low = salt ^ (firstCtr + i);
      int at = outOffsets[i];
      byte[] plaintext = Arrays.copyOfRange(input, inOffsets[i], inOffsets[i] + lengths[i]);
      REFERENCE
          .key(key)
          .seal(
              high,
              low,
              output,
              at,
              aadBytes,
              plaintext,
              0,
              plaintext.length,
              output,
              at + aadBytes);
    }
  }
}
