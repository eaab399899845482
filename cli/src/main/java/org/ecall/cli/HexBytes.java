package org.ecall.cli;

import java.util.Arrays;

/**
 * Bytes of an option. A type of its own, because picocli takes an array for an option that is given
 * several times, and because it never prints: the bytes may be a key.
 */
public final class HexBytes {

  private final byte[] bytes;

  HexBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The bytes.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * How many there are.
   *
   * @return bytes
   */
  public int sizeBytes() {
    return bytes.length;
  }

  /** Overwrites the bytes. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }

  /** Says the size only. */
  @Override
  public String toString() {
    return "HexBytes[" + bytes.length + " bytes]";
  }
}
