package org.ecall.cli.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whatever happens to a file, reading it ends in frames or in a {@link MediaFormatException}. */
final class MediaDamageTest {

  /** Reads a file of one of the two kinds. */
  @FunctionalInterface
  private interface Reading {
    Object of(byte[] bytes) throws IOException;
  }

  @Test
  void anIvfFileCutAnywhereIsRefused() throws IOException {
    assertEveryCutRefused(MediaFixtures.smallIvf(), MediaFixtures::readIvf);
  }

  @Test
  void anOpusFileCutAnywhereIsRefused() throws IOException {
    assertEveryCutRefused(MediaFixtures.smallOpus(), MediaFixtures::readOpus);
  }

  @Test
  void anOpusFileWithAnyBitFlippedIsRefused() throws IOException {
    byte[] whole = MediaFixtures.smallOpus();
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatExceptionOfType(MediaFormatException.class)
          .as("bit %d", bit)
          .isThrownBy(() -> MediaFixtures.readOpus(damaged));
    }
  }

  @Property(tries = 2_000)
  void damagedIvfNeverFailsOtherwise(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int changes) throws IOException {
    assertReadsOrRefused(
        damaged(MediaFixtures.smallIvf(), random, changes), MediaFixtures::readIvf);
  }

  /** With its checksums made right again, so that the damage reaches what lies behind them. */
  @Property(tries = 2_000)
  void damagedOpusNeverFailsOtherwise(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int changes) throws IOException {
    byte[] bytes = damaged(MediaFixtures.smallOpus(), random, changes);
    MediaFixtures.repairChecksums(bytes);
    assertReadsOrRefused(bytes, MediaFixtures::readOpus);
  }

  @Property(tries = 500)
  void noiseIsRefused(@ForAll byte[] noise) {
    for (Reading reading : new Reading[] {MediaFixtures::readIvf, MediaFixtures::readOpus}) {
      assertThatExceptionOfType(MediaFormatException.class).isThrownBy(() -> reading.of(noise));
    }
  }

  private static void assertEveryCutRefused(byte[] whole, Reading reading) throws IOException {
    assertThat(reading.of(whole)).isNotNull();
    for (int size = 0; size < whole.length; size++) {
      byte[] cut = Arrays.copyOf(whole, size);
      assertThatExceptionOfType(MediaFormatException.class)
          .as("cut after %d of %d bytes", size, whole.length)
          .isThrownBy(() -> reading.of(cut))
          .withMessageStartingWith("clip: ")
          .withMessageNotContaining("\n");
    }
  }

  private static void assertReadsOrRefused(byte[] bytes, Reading reading) throws IOException {
    try {
      assertThat(reading.of(bytes)).isNotNull();
    } catch (MediaFormatException e) {
      assertThat(e).hasMessageStartingWith("clip: ").hasMessageNotContaining("\n");
    }
  }

  private static byte[] damaged(byte[] whole, Random random, int changes) {
    byte[] bytes = whole.clone();
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return Arrays.copyOf(
        bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
  }
}
