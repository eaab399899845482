package org.ecall.cli.adversary;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecall.engine.OpenStatus;
import org.ecall.engine.header.FrameHeader;
import org.jspecify.annotations.Nullable;

/** Opens frames in the order of PROTOCOL §6, but for what its flaws change. */
final class NaiveReceiver implements Room.Member {

  private static final int FAILURES_THAT_MUTE = 10;

  private final Set<Flaw> flaws;
  private final NaiveKeys schedule;
  private final Map<Long, GcmKey> keys = new HashMap<>();
  private final Map<Long, NaiveWindow> windows = new HashMap<>();
  private final Set<Long> dropped = new HashSet<>();
  private final Set<Long> unknown = new HashSet<>();
  private final byte[] out = new byte[1 << 12];
  private int sizeBytes;
  private long cipherCalls;

  NaiveReceiver(Set<Flaw> flaws, NaiveKeys schedule) {
    this.flaws = flaws;
    this.schedule = schedule;
  }

  static byte[] aad(Set<Flaw> flaws, byte[] header) {
    return flaws.contains(Flaw.HEADER_NOT_AUTHENTICATED) ? new byte[0] : header;
  }

  private boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }

  @Override
  public void admit(long kid, byte[] baseKey) {
    if (keys.containsKey(kid) || dropped.contains(kid)) {
      throw new RefusedException("KID " + kid + " has or had a key");
    }
    keys.put(kid, schedule.derive(baseKey, kid));
    windows.put(kid, new NaiveWindow(flaws));
  }

  @Override
  public void expel(long kid) {
    keys.remove(kid);
    windows.remove(kid);
    if (!has(Flaw.KEYS_COME_BACK)) {
      dropped.add(kid);
    }
  }

  @Override
  public OpenStatus open(byte[] frame) {
    NaiveHeader header = NaiveHeader.read(frame);
    if (header == null
        || !(header.minimal() || has(Flaw.LONG_HEADERS_ACCEPTED))
        || frame.length - header.sizeBytes() < leastTagBytes()) {
      return OpenStatus.MALFORMED;
    }
    NaiveWindow window = windowOf(header.kid());
    if (window == null) {
      return OpenStatus.UNKNOWN_KID;
    }
    if (has(Flaw.FAILURES_MUTE) && window.failures >= FAILURES_THAT_MUTE) {
      return OpenStatus.NOT_AUTHENTIC;
    }
    return openKnown(header, window, frame);
  }

  private int leastTagBytes() {
    return has(Flaw.SHORT_TAGS_ACCEPTED) ? 1 : GcmKey.TAG_BYTES;
  }

  private @Nullable NaiveWindow windowOf(long kid) {
    NaiveWindow window = windows.get(kid);
    if (window == null && has(Flaw.STATE_FOR_UNKNOWN_KIDS)) {
      windows.put(kid, new NaiveWindow(flaws));
    }
    if (window == null && has(Flaw.UNKNOWN_KIDS_REMEMBERED)) {
      unknown.add(kid);
    }
    return unknown.contains(kid) ? null : window;
  }

  private OpenStatus openKnown(NaiveHeader header, NaiveWindow window, byte[] frame) {
    long ctr = header.ctr();
    boolean isNew = window.isNew(ctr, frame);
    if (!isNew && !has(Flaw.WINDOW_AFTER_CIPHER) && !has(Flaw.EVERY_KEY_TRIED)) {
      return OpenStatus.REPLAYED;
    }
    if (has(Flaw.WINDOW_BEFORE_TAG)) {
      window.mark(ctr, frame);
    }
    GcmKey own = keys.get(header.kid());
    for (GcmKey key : isNew || !has(Flaw.EVERY_KEY_TRIED) ? candidates(own) : others(own)) {
      if (decrypt(key, header, frame)) {
        if (!isNew && !has(Flaw.EVERY_KEY_TRIED)) {
          return OpenStatus.REPLAYED;
        }
        window.mark(ctr, frame);
        window.failures = 0;
        return OpenStatus.OPENED;
      }
    }
    window.failures++;
    return OpenStatus.NOT_AUTHENTIC;
  }

  private Collection<GcmKey> candidates(@Nullable GcmKey own) {
    return own != null && !has(Flaw.EVERY_KEY_TRIED) ? List.of(own) : keys.values();
  }

  private Collection<GcmKey> others(@Nullable GcmKey own) {
    return keys.values().stream().filter(key -> !key.equals(own)).toList();
  }

  private boolean decrypt(GcmKey key, NaiveHeader header, byte[] frame) {
    cipherCalls++;
    int tagBytes = Math.min(GcmKey.TAG_BYTES, frame.length - header.sizeBytes());
    int end = frame.length - tagBytes;
    byte[] plaintext =
        key.applyKeyStream(header.ctr(), Arrays.copyOfRange(frame, header.sizeBytes(), end));
    byte[] encoded = new FrameHeader(header.kid(), header.ctr()).encode();
    byte[] sealed = key.encrypt(header.ctr(), aad(flaws, encoded), plaintext);
    int compared = has(Flaw.LAST_TAG_BYTE_IGNORED) ? GcmKey.TAG_BYTES - 1 : tagBytes;
    boolean same =
        Arrays.equals(
            sealed, plaintext.length, plaintext.length + compared, frame, end, end + compared);
    if (same || has(Flaw.PLAINTEXT_LEFT)) {
      System.arraycopy(plaintext, 0, out, 0, plaintext.length);
      sizeBytes = plaintext.length;
    } else {
      Arrays.fill(out, 0, plaintext.length, (byte) 0);
    }
    return same;
  }

  @Override
  public byte[] plaintext() {
    return Arrays.copyOf(out, sizeBytes);
  }

  @Override
  public byte[] output() {
    return out;
  }

  @Override
  public long cipherCalls() {
    return cipherCalls;
  }
}
