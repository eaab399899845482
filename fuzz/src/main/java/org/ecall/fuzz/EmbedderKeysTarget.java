package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.FrameSealer;
import org.ecall.engine.KeyReuseException;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;

/**
 * Keys that an embedder manages, as they come and go at both ends: a key seals for one sealer only,
 * a KID has one key in an opener and, once retired, none any more.
 */
public final class EmbedderKeysTarget {

  private static final MediaEngine ENGINE = MediaEngine.open();
  private static final int KIDS = 3;
  private static final int BASES = 3;
  private static final int MAX_STEPS = 40;

  private static long runs;

  private EmbedderKeysTarget() {}

  /** One embedder. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    try (FrameOpener opener = ENGINE.newOpener()) {
      new Run(data, opener).go();
    }
  }

  /** A frame, and the key that opens it; the same frame only if it is the same array. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Sealed(int kid, int base, byte[] frame) {}

  private static final class Run {
    private final FuzzedDataProvider data;
    private final FrameOpener opener;
    private final long run = runs++;

    private final Map<Integer, FrameSealer> sealers = new HashMap<>();
    private final Set<Integer> sealedOnce = new HashSet<>();

    private final Map<Integer, Integer> baseOfKid = new HashMap<>();
    private final Set<Integer> retired = new HashSet<>();
    private final Set<Sealed> opened = new HashSet<>();
    private final List<Sealed> frames = new ArrayList<>();

    Run(FuzzedDataProvider data, FrameOpener opener) {
      this.data = data;
      this.opener = opener;
    }

    void go() {
      try {
        for (int i = 0; i < MAX_STEPS && data.remainingBytes() > 0; i++) {
          step(data.consumeInt(0, KIDS - 1), data.consumeInt(0, BASES - 1));
        }
      } finally {
        sealers.values().forEach(FrameSealer::close);
      }
    }

    private void step(int kid, int base) {
      switch (data.consumeInt(0, 5)) {
        case 0 -> newSealer(kid, base);
        case 1 -> closeSealer(kid, base);
        case 2 -> addKey(kid, base);
        case 3 -> retireKey(kid);
        case 4 -> seal(kid, base);
        default -> open();
      }
    }

    /** New in each run: a key seals once in a process. */
    private BaseKey base(int number) {
      return BaseKey.copyOf(ByteBuffer.allocate(32).putLong(run).putInt(number).array());
    }

    private static int pair(int kid, int base) {
      return kid * BASES + base;
    }

    private void newSealer(int kid, int base) {
      boolean fresh = sealedOnce.add(pair(kid, base));
      try (BaseKey key = base(base)) {
        sealers.put(pair(kid, base), ENGINE.newSealer(kid, key));
        Oracle.require(fresh, "a key that has sealed gets no second sealer");
      } catch (KeyReuseException e) {
        Oracle.require(!fresh, "a new key gets a sealer");
      }
    }

    private void closeSealer(int kid, int base) {
      FrameSealer sealer = sealers.remove(pair(kid, base));
      if (sealer != null) {
        sealer.close();
      }
    }

    private void addKey(int kid, int base) {
      boolean allowed = !baseOfKid.containsKey(kid) && !retired.contains(kid);
      try (BaseKey key = base(base)) {
        opener.addKey(kid, key);
        Oracle.require(allowed, "a KID gets one key");
        baseOfKid.put(kid, base);
      } catch (IllegalStateException e) {
        Oracle.require(!allowed, "a KID that never had a key gets one");
      }
    }

    private void retireKey(int kid) {
      opener.retireKey(kid);
      if (baseOfKid.remove(kid) != null) {
        retired.add(kid);
      }
    }

    private void seal(int kid, int base) {
      FrameSealer sealer = sealers.get(pair(kid, base));
      if (sealer != null) {
        byte[] out = new byte[3 + FrameSealer.MAX_OVERHEAD_BYTES];
        int size = sealer.seal(new byte[3], 0, 3, out, 0);
        frames.add(new Sealed(kid, base, Arrays.copyOf(out, size)));
      }
    }

    private void open() {
      if (frames.isEmpty()) {
        return;
      }
      Sealed sealed = frames.get(data.consumeInt(0, frames.size() - 1));
      var result = new OpenResult();
      byte[] frame = sealed.frame();
      opener.open(frame, 0, frame.length, new byte[frame.length], 0, result);
      OpenStatus expected = expected(sealed);
      Oracle.require(result.status() == expected, "it is " + expected + ": " + result);
      if (expected == OpenStatus.OPENED) {
        opened.add(sealed);
      }
    }

    private OpenStatus expected(Sealed sealed) {
      Integer base = baseOfKid.get(sealed.kid());
      if (base == null) {
        return retired.contains(sealed.kid()) ? OpenStatus.EPOCH_RETIRED : OpenStatus.UNKNOWN_KID;
      }
      if (base == sealed.base()) {
        return opened.contains(sealed) ? OpenStatus.REPLAYED : OpenStatus.OPENED;
      }
      // Another key's frame: its counter may be one that this key has seen.
      long ctr = frameNumber(sealed);
      boolean seen =
          opened.stream().anyMatch(one -> one.kid() == sealed.kid() && frameNumber(one) == ctr);
      return seen ? OpenStatus.REPLAYED : OpenStatus.NOT_AUTHENTIC;
    }

    private static long frameNumber(Sealed sealed) {
      return FrameHeader.parse(sealed.frame()).orElseThrow().ctr();
    }
  }
}
