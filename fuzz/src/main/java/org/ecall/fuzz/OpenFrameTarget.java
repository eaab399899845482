package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.FrameOpener;
import org.ecall.engine.MediaEngine;
import org.ecall.engine.OpenResult;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.hazmat.ExplicitCounterSealer;
import org.ecall.engine.header.FrameHeader;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.replay.ReplayWindow;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;
import org.jspecify.annotations.Nullable;

/**
 * An attacker between sealer and opener, who has a few genuine frames and sends what can be made of
 * them. What was sealed exactly so opens, once, to what was sealed; nothing else opens; a refused
 * frame leaves no plaintext; nothing is thrown.
 */
public final class OpenFrameTarget {

  private static final BackendCatalog CATALOG = BackendCatalog.installed();
  private static final AeadBackend SEALING = CATALOG.require("jdk");
  private static final MediaEngine ENGINE = MediaEngine.open();
  private static final CipherSuite SUITE = CipherSuite.AES_256_GCM_SHA512_128;
  private static final BaseKey BASE_KEY = BaseKey.copyOf(new byte[64]);
  private static final int MAX_FRAMES = 4;
  private static final int MAX_SENT = 12;

  /** A frame, and how it has to be given to an opener. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sealed(FrameHeader header, byte[] frame, byte[] metadata, byte[] payload) {}

  private OpenFrameTarget() {}

  /** What one opener receives. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    try (FrameOpener opener = ENGINE.newOpener()) {
      new Run(data, opener).go();
    }
  }

  private static final class Run {
    private final FuzzedDataProvider data;
    private final FrameOpener opener;
    private final ReplayModel seen = new ReplayModel(ReplayWindow.DEFAULT_FRAMES);
    private final ReplayModel seenOfOther = new ReplayModel(ReplayWindow.DEFAULT_FRAMES);
    private final List<Sealed> sealed = new ArrayList<>();
    private final OpenResult result = new OpenResult();
    private final FrameMutations mutations;
    private final long kid;
    private final long otherKid;

    Run(FuzzedDataProvider data, FrameOpener opener) {
      this.data = data;
      this.opener = opener;
      mutations = new FrameMutations(data);
      kid = data.consumeLong();
      otherKid = kid ^ (1L << data.consumeInt(0, Long.SIZE - 1));
    }

    void go() {
      opener.addKey(kid, BASE_KEY);
      opener.addKey(otherKid, BASE_KEY);
      long ctr = data.consumeLong();
      int count = data.consumeInt(1, MAX_FRAMES);
      for (int i = 0; i < count; i++) {
        sealed.add(seal(data.consumeBoolean() ? kid : otherKid, ctr));
        ctr += data.consumeBoolean() ? 1 : data.consumeInt();
      }
      for (int sent = 0; sent < MAX_SENT && data.remainingBytes() > 0; sent++) {
        Sealed one = pick();
        if (data.consumeBoolean()) {
          send(one.frame(), one.metadata());
        } else {
          byte[] frame = mutations.mutate(one.frame(), pick().frame());
          send(frame, data.consumeInt(0, 7) == 0 ? pick().metadata() : one.metadata());
        }
      }
    }

    private Sealed pick() {
      return sealed.get(data.consumeInt(0, sealed.size() - 1));
    }

    /** One counter is never sealed twice, here neither. */
    private Sealed seal(long withKid, long ctr) {
      var header = new FrameHeader(withKid, ctr);
      for (Sealed earlier : sealed) {
        if (earlier.header().equals(header)) {
          return earlier;
        }
      }
      byte[] payload = Sizes.bytes(data, data.consumeInt(0, 80));
      byte[] metadata = Sizes.bytes(data, data.consumeInt(0, 20));
      byte[] frame =
          ExplicitCounterSealer.seal(SEALING, SUITE, BASE_KEY, header, metadata, payload);
      return new Sealed(header, frame, metadata, payload);
    }

    private void send(byte[] frame, byte[] metadata) {
      Sealed genuine = genuine(frame, metadata);
      try (Arena arena = Arena.ofConfined()) {
        int room = FrameOpener.plaintextCapacityBytes(frame.length);
        Place in = Place.choose(data, frame.length, arena).put(frame);
        Place out = Place.choose(data, room, arena);
        OpenStatus status = open(in, frame.length, out, metadata);
        Oracle.require(status == result.status(), "one answer");
        int written = genuine == null ? refused(frame, out, room) : genuine(genuine, out);
        out.requireUntouchedAround(written, "opening");
      }
    }

    private OpenStatus open(Place in, int length, Place out, byte[] metadata) {
      byte[] inArray = in.array();
      byte[] outArray = out.array();
      if (inArray != null && outArray != null) {
        return opener.open(inArray, in.offset(), length, outArray, out.offset(), metadata, result);
      }
      if (data.consumeBoolean()) {
        ByteBuffer frame = in.memory().asByteBuffer().slice(in.offset(), length);
        ByteBuffer plaintext = out.memory().asByteBuffer().position(out.offset());
        return opener.open(frame, plaintext, metadata, result);
      }
      MemorySegment frame = in.memory();
      return opener.open(frame, in.offset(), length, out.memory(), out.offset(), metadata, result);
    }

    private @Nullable Sealed genuine(byte[] frame, byte[] metadata) {
      for (Sealed one : sealed) {
        if (Arrays.equals(one.frame(), frame) && Arrays.equals(one.metadata(), metadata)) {
          return one;
        }
      }
      return null;
    }

    /** The answer to what was sealed is known exactly; the model is told of it. */
    private int genuine(Sealed one, Place out) {
      ReplayModel window = one.header().kid() == kid ? seen : seenOfOther;
      OpenStatus expected = window.receive(one.header().ctr());
      Oracle.require(result.status() == expected, "a genuine frame is " + expected + ": " + result);
      Oracle.require(
          result.kid() == one.header().kid() && result.ctr() == one.header().ctr(), "its header");
      if (expected != OpenStatus.OPENED) {
        return 0;
      }
      Oracle.require(result.sizeBytes() == one.payload().length, "its size");
      Oracle.requireEqual(out.get(one.payload().length), one.payload(), "its payload");
      return one.payload().length;
    }

    /** What was refused leaves the output as it was, or zero where its plaintext would be. */
    private int refused(byte[] frame, Place out, int room) {
      Oracle.require(
          result.status() != OpenStatus.OPENED && result.sizeBytes() == 0, "refused: " + result);
      if (result.status() != OpenStatus.NOT_AUTHENTIC) {
        return 0;
      }
      int headerBytes = FrameHeader.parse(frame).orElseThrow().encode().length;
      int payload = frame.length - headerBytes - CipherSuite.TAG_SIZE_BYTES;
      Oracle.require(payload <= room, "the plaintext fits");
      byte[] left = out.get(payload);
      byte kind = payload == 0 ? 0 : left[0];
      Oracle.require(kind == 0 || kind == Place.FILLER, "zero or unchanged");
      Oracle.requireOnly(left, 0, payload, kind, "a refused frame's output");
      return payload;
    }
  }
}
