package org.ecall.cli.call;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket on loopback that knows how much is waiting in it, so that a sender without pacing
 * does not overflow the kernel's buffer: lost datagrams are the forwarder's business alone. One
 * thread receives; any may send.
 */
final class Port implements Closeable {

  private static final int QUIET_AFTER_MILLIS = 50;
  private static final int MAX_DATAGRAM_BYTES = 65_535;
  private static final int BUFFER_BYTES = 4 << 20;
  private static final int MOST_WAITING = 48;
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final DatagramSocket socket;
  private final SocketAddress address;
  private final DatagramPacket packet =
      new DatagramPacket(new byte[MAX_DATAGRAM_BYTES], MAX_DATAGRAM_BYTES);
  private final AtomicLong sentHere = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  private Port(DatagramSocket socket) {
    this.socket = socket;
    address = socket.getLocalSocketAddress();
  }

  /**
   * Opens a port.
   *
   * @param number of the port, or 0 for any
   * @throws BindException if it is in use
   */
  static Port open(int number) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    DatagramSocket socket;
    try {
      socket = new DatagramSocket(new InetSocketAddress(loopback, number));
    } catch (BindException e) {
      BindException named =
          new BindException(
              "UDP port "
                  + number
                  + " cannot be used ("
                  + e.getMessage()
                  + "): choose another"
                  + " --port, or leave it out");
      named.initCause(e);
      throw named;
    }
    socket.setReceiveBufferSize(BUFFER_BYTES);
    socket.setSoTimeout(QUIET_AFTER_MILLIS);
    return new Port(socket);
  }

  /** Sends a datagram from this port to another; waits a moment if much is waiting there. */
  void send(byte[] bytes, Port to) throws IOException {
    to.awaitRoom();
    socket.send(new DatagramPacket(bytes, bytes.length, to.address));
  }

  private void awaitRoom() throws IOException {
    long mine = sentHere.incrementAndGet();
    long giveUp = System.nanoTime() + LONGEST_WAIT_NANOS;
    while (mine - received.get() > MOST_WAITING) {
      if (System.nanoTime() - giveUp > 0) {
        // The kernel has dropped some after all; they will never be received.
        received.set(mine);
        return;
      }
      try {
        TimeUnit.MICROSECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while sending", e);
      }
    }
  }

  /** The next datagram; null if none came for a moment. */
  byte @Nullable [] receive() throws IOException {
    packet.setLength(MAX_DATAGRAM_BYTES);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException quiet) {
      return null;
    }
    received.incrementAndGet();
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** How many datagrams were received here, to see whether any still come. */
  long received() {
    return received.get();
  }

  @Override
  public void close() {
    socket.close();
  }
}
