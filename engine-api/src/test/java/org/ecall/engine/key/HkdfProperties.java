package org.ecall.engine.key;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HkdfProperties {

  private static final int HASH_BYTES = 64;

  @Property(tries = 300)
  void agreesWithTheJdk(
      @ForAll @Size(min = 1, max = 200) byte[] ikm,
      @ForAll @Size(max = 200) byte[] salt,
      @ForAll @Size(max = 200) byte[] info,
      @ForAll @IntRange(min = 1, max = 3 * HASH_BYTES + 1) int size) {
    try (Hkdf hkdf = new Hkdf("HmacSHA512");
        SecretBytes material = SecretBytes.copyOf(ikm);
        SecretBytes prk = hkdf.extract(salt, material);
        SecretBytes output = hkdf.expand(prk, info, size)) {
      assertThat(prk.heapCopy()).isEqualTo(JdkHkdf.SHA512.extract(salt, ikm));
      assertThat(output.heapCopy()).isEqualTo(JdkHkdf.SHA512.expand(prk.heapCopy(), info, size));
    }
  }
}
