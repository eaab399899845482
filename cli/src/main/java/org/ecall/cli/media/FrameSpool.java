package org.ecall.cli.media;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Payloads in the order they came, in a temporary file, with an index in memory of 24 bytes for
 * each frame up to the highest. The file goes with its channel: where the system allows (all Unix),
 * its name is gone as soon as it is open, so that not even a killed process leaves it behind.
 */
final class FrameSpool implements Closeable {

  private static final long ABSENT = -1;
  private static final int INITIAL_CAPACITY = 1 << 10;

  private final FileChannel channel;
  private long sizeBytes;
  private int frames;
  private long[] offsets = new long[0];
  private long[] ticks = new long[0];
  private int[] durations = new int[0];
  private int[] sizes = new int[0];

  private FrameSpool(FileChannel channel) {
    this.channel = channel;
  }

  /** Creates an empty spool in a folder, readable by its owner only. */
  static FrameSpool in(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, ".ecall-", ".spool");
    try {
      return new FrameSpool(
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (Throwable t) {
      Files.deleteIfExists(file);
      throw t;
    }
  }

  /** Returns how many frames there are. */
  int frames() {
    return frames;
  }

  boolean contains(int sequence) {
    return sequence < offsets.length && offsets[sequence] != ABSENT;
  }

  long tick(int sequence) {
    return ticks[sequence];
  }

  int durationTicks(int sequence) {
    return durations[sequence];
  }

  /**
   * Adds a frame that is not there yet, of a sequence from 0 to {@link MediaSink#MAX_FRAMES} − 1.
   */
  void add(MediaFrame frame) throws IOException {
    int sequence = frame.sequence();
    ensureCapacity(sequence);
    ByteBuffer payload = ByteBuffer.wrap(frame.payload());
    while (payload.hasRemaining()) {
      channel.write(payload, sizeBytes + payload.position());
    }
    offsets[sequence] = sizeBytes;
    sizes[sequence] = payload.limit();
    ticks[sequence] = frame.tick();
    durations[sequence] = frame.durationTicks();
    sizeBytes += payload.limit();
    frames++;
  }

  /** Reads a frame's payload back. */
  byte[] payload(int sequence) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(sizes[sequence]);
    while (payload.hasRemaining()) {
      if (channel.read(payload, offsets[sequence] + payload.position()) < 0) {
        throw new IOException("the temporary file of received frames was cut short");
      }
    }
    return payload.array();
  }

  private void ensureCapacity(int sequence) {
    int capacity = offsets.length;
    if (sequence >= capacity) {
      int newCapacity =
          Math.min(
              MediaSink.MAX_FRAMES,
              Math.max(INITIAL_CAPACITY, Math.max(sequence + 1, capacity * 2)));
      offsets = Arrays.copyOf(offsets, newCapacity);
      Arrays.fill(offsets, capacity, newCapacity, ABSENT);
      ticks = Arrays.copyOf(ticks, newCapacity);
      durations = Arrays.copyOf(durations, newCapacity);
      sizes = Arrays.copyOf(sizes, newCapacity);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
