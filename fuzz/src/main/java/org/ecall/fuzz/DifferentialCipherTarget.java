package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ecall.engine.spi.AeadKey;

/**
 * What one backend seals, another one seals to the same bytes and opens, wherever the memory is;
 * changed anywhere, both refuse it and leave zeros. No byte around an output changes.
 *
 * <p>A process has one kernel of {@code native}; ECALL_NATIVE_KERNEL names another for the next.
 */
public final class DifferentialCipherTarget {

  private static final int TAG = AeadKey.TAG_SIZE_BYTES;

  private DifferentialCipherTarget() {}

  /** One message. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    try (Arena arena = Arena.ofConfined()) {
      new Run(data, arena).go();
    }
  }

  private static final class Run {
    private final FuzzedDataProvider data;
    private final Arena arena;
    private final Ciphers sealer;
    private final Ciphers opener;
    private final int key;
    private final int high;
    private final long low;
    private final byte[] plaintext;
    private final byte[] aad;

    Run(FuzzedDataProvider data, Arena arena) {
      this.data = data;
      this.arena = arena;
      sealer = Ciphers.choose(data);
      opener = Ciphers.choose(data);
      key = data.consumeInt(0, Ciphers.KEYS - 1);
      high = data.consumeInt();
      low = data.consumeLong();
      plaintext = Sizes.bytes(data, Sizes.payload(data));
      aad = Sizes.bytes(data, Sizes.aad(data));
    }

    void go() {
      byte[] sealed = seal(sealer);
      Oracle.requireEqual(seal(opener), sealed, sealer + " and " + opener + " seal");
      open(opener, sealed, aad, true);
      open(sealer, sealed, aad, true);
      if (data.consumeBoolean() && aad.length > 0) {
        byte[] changed = aad.clone();
        flip(changed);
        open(opener, sealed, changed, false);
        open(sealer, sealed, changed, false);
      } else {
        byte[] changed = data.consumeBoolean() ? sealed.clone() : shorter(sealed);
        if (changed.length == sealed.length) {
          flip(changed);
        }
        open(opener, changed, aad, false);
        open(sealer, changed, aad, false);
      }
    }

    private byte[] shorter(byte[] sealed) {
      int length = data.consumeInt(TAG, sealed.length);
      return Arrays.copyOf(sealed, length);
    }

    private void flip(byte[] bytes) {
      int bit = data.consumeInt(0, bytes.length * Byte.SIZE - 1);
      bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }

    private byte[] seal(Ciphers cipher) {
      int size = plaintext.length + TAG;
      Place out = Place.choose(data, size, arena);
      boolean inPlace = data.consumeBoolean();
      Place in = (inPlace ? out : Place.choose(data, plaintext.length, arena)).put(plaintext);
      Place more = Place.choose(data, aad.length, arena).put(aad);
      AeadKey expanded = cipher.key(key);
      byte[] moreArray = more.array();
      byte[] inArray = in.array();
      byte[] outArray = out.array();
      if (moreArray != null && inArray != null && outArray != null && data.consumeBoolean()) {
        expanded.seal(
            high,
            low,
            moreArray,
            more.offset(),
            aad.length,
            inArray,
            in.offset(),
            plaintext.length,
            outArray,
            out.offset());
      } else {
        expanded.seal(
            high,
            low,
            more.memory(),
            more.offset(),
            aad.length,
            in.memory(),
            in.offset(),
            plaintext.length,
            out.memory(),
            out.offset());
      }
      out.requireUntouchedAround(size, cipher + " sealing");
      return out.get(size);
    }

    private void open(Ciphers cipher, byte[] sealed, byte[] withAad, boolean genuine) {
      int size = sealed.length - TAG;
      boolean inPlace = data.consumeBoolean();
      Place in = Place.choose(data, sealed.length, arena).put(sealed);
      Place out = inPlace ? in : Place.choose(data, size, arena);
      Place more = Place.choose(data, withAad.length, arena).put(withAad);
      AeadKey expanded = cipher.key(key);
      byte[] moreArray = more.array();
      byte[] inArray = in.array();
      byte[] outArray = out.array();
      boolean opened;
      if (moreArray != null && inArray != null && outArray != null && data.consumeBoolean()) {
        opened =
            expanded.open(
                high,
                low,
                moreArray,
                more.offset(),
                withAad.length,
                inArray,
                in.offset(),
                size,
                outArray,
                out.offset());
      } else {
        opened =
            expanded.open(
                high,
                low,
                more.memory(),
                more.offset(),
                withAad.length,
                in.memory(),
                in.offset(),
                size,
                out.memory(),
                out.offset());
      }
      Oracle.require(opened == genuine, cipher + (genuine ? " opens" : " refuses"));
      byte[] expected = genuine ? plaintext : new byte[size];
      Oracle.requireEqual(out.get(size), expected, cipher + " opening");
      if (inPlace) {
        out.requireUntouchedAround(sealed.length, cipher + " opening in place");
        requireSame(out, sealed, size, cipher);
      } else {
        out.requireUntouchedAround(size, cipher + " opening");
      }
    }

    /** In place, the tag behind the plaintext is input only. */
    private static void requireSame(Place place, byte[] sealed, int size, Ciphers cipher) {
      MemorySegment tag = place.memory().asSlice(place.offset() + size, TAG);
      MemorySegment expected = MemorySegment.ofArray(sealed).asSlice(size);
      Oracle.require(tag.mismatch(expected) < 0, cipher + " leaves the tag of its input alone");
    }
  }
}
