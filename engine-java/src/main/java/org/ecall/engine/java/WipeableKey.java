package org.ecall.engine.java;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * An AES key in the form that JCA wants. Providers ask for a copy at every initialisation; this
 * object keeps the one that can be wiped. It neither prints nor serialises its bytes.
 */
final class WipeableKey implements SecretKey {

  private static final long serialVersionUID = 1L;
  private static final int AES_128_BYTES = 16;
  private static final int AES_256_BYTES = 32;

  private final transient byte[] bytes;
  private transient volatile boolean destroyed;

  private WipeableKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies an AES-128 or AES-256 key. */
  static WipeableKey copyOf(MemorySegment key) {
    long size = key.byteSize();
    if (size != AES_128_BYTES && size != AES_256_BYTES) {
      throw new IllegalArgumentException(
          "an AES key of "
              + AES_128_BYTES
              + " or "
              + AES_256_BYTES
              + " bytes is needed, not "
              + size);
    }
    return new WipeableKey(key.toArray(ValueLayout.JAVA_BYTE));
  }

  /** What a cipher object gets in place of a key that is to be forgotten. */
  static WipeableKey zeros(int sizeBytes) {
    return new WipeableKey(new byte[sizeBytes]);
  }

  int sizeBytes() {
    return bytes.length;
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("the key was wiped");
    }
    return bytes.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "AES key of " + bytes.length + " bytes";
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("keys do not leave the process");
  }
}
