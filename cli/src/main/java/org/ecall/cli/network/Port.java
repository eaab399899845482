package org.ecall.cli.network;

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
 * A UDP socket on loopback that knows how much is waiting in it: so a sender without pacing does
 * not overflow the kernel's buffer, and the call knows when everything has arrived. Losing
 * datagrams is the forwarder's business alone. One thread receives; any may send.
 */
public final class Port implements Closeable {

  /** How long a sender waits for a receiver that takes nothing, and a call for its end. */
  public static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int QUIET_AFTER_MILLIS = 50;
  private static final int MAX_DATAGRAM_BYTES = 65_535;
  private static final int BUFFER_BYTES = 4 << 20;
  private static final int MOST_WAITING = 48;

  private final DatagramSocket socket;
  private final SocketAddress address;
  private final DatagramPacket packet =
      new DatagramPacket(new byte[MAX_DATAGRAM_BYTES], MAX_DATAGRAM_BYTES);
  private final AtomicLong sentHere = new AtomicLong();
  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong writtenOff = new AtomicLong();

  /** Whether the receiving thread is at work on a datagram. Only that thread uses it. */
  private boolean handling;

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
    DatagramSocket socket = bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
    try {
      socket.setReceiveBufferSize(BUFFER_BYTES);
      socket.setSoTimeout(QUIET_AFTER_MILLIS);
      return new Port(socket);
    } catch (Throwable t) {
      socket.close();
      throw t;
    }
  }

  private static DatagramSocket bind(InetSocketAddress address) throws IOException {
    try {
      return new DatagramSocket(address);
    } catch (BindException e) {
      var named =
          new BindException(
              "UDP port %d cannot be used (%s): choose another --port, or leave it out"
                  .formatted(address.getPort(), e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /** Makes two ports hear each other only: other programs of this machine have no part here. */
  static void connect(Port one, Port other) throws IOException {
    one.socket.connect(other.address);
    other.socket.connect(one.address);
  }

  /** Sends a datagram from this port to another; waits while much is waiting there. */
  public void send(byte[] bytes, Port to) throws IOException {
    to.awaitRoom();
    to.sentHere.incrementAndGet();
    socket.send(new DatagramPacket(bytes, bytes.length, to.address));
  }

  private void awaitRoom() throws IOException {
    long giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (waiting() > MOST_WAITING) {
      if (System.nanoTime() - giveUp > 0) {
        // The kernel has dropped some after all; they will never be received.
        writtenOff.addAndGet(waiting());
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

  private long waiting() {
    // In this order: what is handled was sent, so that the difference is never too small.
    long gone = handled.get() + writtenOff.get();
    return sentHere.get() - gone;
  }

  /** The next datagram, null if none came for a moment. Whoever asks is done with the last one. */
  public byte @Nullable [] receive() throws IOException {
    if (handling) {
      handling = false;
      handled.incrementAndGet();
    }
    packet.setLength(MAX_DATAGRAM_BYTES);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException quiet) {
      return null;
    }
    handling = true;
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** Whether everything that was sent here has been received and dealt with. Any thread. */
  public boolean idle() {
    return waiting() <= 0;
  }

  /** How many datagrams were received and dealt with. */
  public long handled() {
    return handled.get();
  }

  /** After the call: how many datagrams this machine lost on the way here. */
  long vanished() {
    return Math.max(0, sentHere.get() - handled.get());
  }

  @Override
  public void close() {
    socket.close();
  }
}
