package org.ecall.cli.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Set;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.Availability;
import org.ecall.engine.spi.BackendProperty;
import org.junit.jupiter.api.Test;

/** The check itself has to notice a backend that does wrong. */
class AeadTestTest {

  private static Tally run(AeadKey key) throws VectorFormatException {
    VectorFile file = new VectorFile("f", "k", CavpReader.read(VectorFiles.cavp()));
    Target target = new Target(BackendCatalog.installed(), "fake", new Fake(key));
    return Tally.run(file, target, number -> {});
  }

  @Test
  void aBackendThatLetsForgeriesThroughFails() throws VectorFormatException {
    Tally tally = run(new Answer(true, (byte) 0));
    assertThat(tally.passed()).isZero();
    assertThat(tally.failures()).hasSize(2);
    assertThat(tally.failures().get(1).why()).contains("opens (ARRAYS) is true, published false");
  }

  @Test
  void aBackendThatLeavesPlaintextBehindFails() throws VectorFormatException {
    assertThat(run(new Answer(false, (byte) 1)).failures().get(1).why()).contains("output");
    assertThat(run(new Answer(false, (byte) 0)).passed()).isEqualTo(1);
  }

  @Test
  void aBackendThatThrowsFails() throws VectorFormatException {
    Tally tally = run(null);
    assertThat(tally.failures()).hasSize(2);
    assertThat(tally.failures().get(0).why()).startsWith("ended with ");
    assertThat(tally.skippedCount()).isEqualTo(1);
  }

  private record Fake(AeadKey key) implements AeadBackend {
    @Override
    public String name() {
      return "fake";
    }

    @Override
    public Availability availability() {
      return new Availability.Present("1");
    }

    @Override
    public Set<BackendProperty> properties() {
      return Set.of();
    }

    @Override
    public AeadKey expandKey(MemorySegment bytes) {
      if (key == null) {
        throw new IllegalStateException("broken");
      }
      return key;
    }
  }

  /** Opens everything or nothing, and fills the output. */
  private record Answer(boolean authentic, byte fill) implements AeadKey {
    @Override
    public void seal(
        int nonceHigh,
        long nonceLow,
        MemorySegment aad,
        long aadOffset,
        long aadLength,
        MemorySegment in,
        long inOffset,
        long length,
        MemorySegment out,
        long outOffset) {}

    @Override
    public boolean open(
        int nonceHigh,
        long nonceLow,
        MemorySegment aad,
        long aadOffset,
        long aadLength,
        MemorySegment in,
        long inOffset,
        long length,
        MemorySegment out,
        long outOffset) {
      out.asSlice(outOffset, length).fill(fill);
      return authentic;
    }

    @Override
    public void close() {}
  }
}
