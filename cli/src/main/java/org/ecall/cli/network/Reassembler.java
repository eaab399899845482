package org.ecall.cli.network;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts fragments together again. What it holds is bounded in frames and bytes, whatever arrives;
 * the oldest unfinished frame goes first. One thread at a time.
 */
public final class Reassembler {

  private static final int MAX_UNFINISHED = 512;
  static final long MAX_HELD_BYTES = 64L << 20;

  /**
   * A sealed frame that is complete.
   *
   * @param head where the transport says that it belongs
   * @param bytes header, ciphertext and tag
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier: never compared
  public record SealedFrame(Datagram.Head head, byte[] bytes) {}

  private record Key(Datagram.Head head, long assembly, int frameBytes) {}

  private static final class Unfinished {
    final byte[] @Nullable [] parts;
    int missing;
    long heldBytes;

    Unfinished(int count) {
      parts = new byte[count][];
      missing = count;
      // The table costs memory too, which one small fragment of a large frame would else get free.
      heldBytes = (long) count * Long.BYTES;
    }
  }

  private final Map<Key, Unfinished> unfinished = new LinkedHashMap<>();
  private long heldBytes;

  /** Adds a fragment; answers the frame that it completes, if it does. */
  public @Nullable SealedFrame add(Datagram datagram) {
    Key key = new Key(datagram.head(), datagram.assembly(), datagram.frameBytes());
    Unfinished frame = unfinished.get(key);
    if (frame == null) {
      frame = new Unfinished(datagram.count());
      unfinished.put(key, frame);
      heldBytes += frame.heldBytes;
    }
    if (frame.parts[datagram.index()] != null) {
      return null;
    }
    frame.parts[datagram.index()] = datagram.payload();
    frame.heldBytes += datagram.payload().length;
    heldBytes += datagram.payload().length;
    frame.missing--;
    if (frame.missing > 0) {
      makeRoom();
      return null;
    }
    unfinished.remove(key);
    heldBytes -= frame.heldBytes;
    return new SealedFrame(datagram.head(), join(frame, datagram.frameBytes()));
  }

  private static byte[] join(Unfinished frame, int frameBytes) {
    byte[] whole = new byte[frameBytes];
    int size = 0;
    for (byte[] part : frame.parts) {
      if (part != null) {
        System.arraycopy(part, 0, whole, size, part.length);
        size += part.length;
      }
    }
    return whole;
  }

  /** What unfinished frames hold. */
  long heldBytes() {
    return heldBytes;
  }

  private void makeRoom() {
    Iterator<Unfinished> oldest = unfinished.values().iterator();
    while (unfinished.size() > MAX_UNFINISHED || heldBytes > MAX_HELD_BYTES) {
      heldBytes -= oldest.next().heldBytes;
      oldest.remove();
    }
  }
}
