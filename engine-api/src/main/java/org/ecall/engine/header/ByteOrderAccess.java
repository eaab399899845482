package org.ecall.engine.header;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian access to arrays and segments, at any alignment. */
final class ByteOrderAccess {

  /** Eight bytes of an array. */
  static final VarHandle LONG_OF_ARRAY =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Eight bytes of a segment. */
  static final ValueLayout.OfLong LONG_OF_SEGMENT =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private ByteOrderAccess() {}
}
