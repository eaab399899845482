package org.ecall.engine.java;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The 96-bit nonce of SP 800-38D §5.2.1.1 as the array that libraries want. */
final class Nonce {

  static final int SIZE_BYTES = 12;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Nonce() {}

  static void write(byte[] nonce, int high, long low) {
    INT.set(nonce, 0, high);
    LONG.set(nonce, Integer.BYTES, low);
  }
}
