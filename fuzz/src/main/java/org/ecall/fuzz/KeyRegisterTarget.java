package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.ecall.engine.CipherSuite;
import org.ecall.engine.key.BaseKey;
import org.ecall.engine.key.FrameKeys;
import org.ecall.engine.nonce.SealedKeyRegister;

/** The register of keys that have sealed, against a set: no key is new twice. */
public final class KeyRegisterTarget {

  private static final int MOST_AT_ONCE = 60;

  private KeyRegisterTarget() {}

  /** One register. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    var register = new SealedKeyRegister();
    Set<Long> known = new HashSet<>();
    for (int steps = 0; steps < 8 && data.remainingBytes() > 0; steps++) {
      long first = data.consumeInt(0, 255);
      int count = data.consumeInt(1, MOST_AT_ONCE);
      for (long number = first; number < first + count; number++) {
        boolean fresh = known.add(number);
        Oracle.require(add(register, number) == fresh, "key " + number + " is new: " + fresh);
      }
      Oracle.require(register.size() == known.size(), "as many keys as were added");
      Oracle.require(
          known.size() < 64 || register.sizeBytes() <= 16L * known.size(), "16 bytes a key");
    }
  }

  private static boolean add(SealedKeyRegister register, long number) {
    byte[] base = ByteBuffer.allocate(BaseKey.MIN_SIZE_BYTES).putLong(number).array();
    try (BaseKey key = BaseKey.copyOf(base);
        FrameKeys keys = FrameKeys.derive(CipherSuite.AES_128_GCM_SHA256_128, 0, key)) {
      return register.add(keys);
    }
  }
}
