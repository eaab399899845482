package org.ecall.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortTest {

  private static DatagramSocket foreign(int port) throws IOException {
    return new DatagramSocket(port, InetAddress.getLoopbackAddress());
  }

  private static byte[] awaitDatagram(Port port) throws IOException {
    for (int i = 0; i < 600; i++) {
      byte[] bytes = port.receive();
      if (bytes != null) {
        return bytes;
      }
    }
    return fail("no datagram came");
  }

  @Test
  void portInUseIsNamed() throws IOException {
    try (DatagramSocket taken = foreign(0)) {
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> Port.open(taken.getLocalPort()))
          .withMessageContainingAll("UDP port " + taken.getLocalPort(), "--port");
    }
  }

  @Test
  void portsThatWereOpenedBeforeOneInUseAreFreeAgain() throws IOException {
    try (DatagramSocket taken = foreign(0)) {
      int first = taken.getLocalPort() - 3;
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> Ports.open(first));
      }
    }
  }

  @Test
  void nothingIsLostHoweverFastItIsSent() throws Exception {
    int count = 20_000;
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (Ports ports = Ports.open(0)) {
      Port from = ports.of(Side.CALLER);
      Port to = ports.toward(Side.CALLER);
      Thread sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < count; i++) {
                        from.send(new byte[Datagram.MAX_BYTES], to);
                      }
                    } catch (IOException e) {
                      failure.set(e);
                    }
                  });
      for (int i = 0; i < count; i++) {
        assertThat(awaitDatagram(to)).hasSize(Datagram.MAX_BYTES);
      }
      sender.join();
      assertThat(failure.get()).isNull();
      assertThat(to.idle()).as("the last one is still being dealt with").isFalse();
      assertThat(to.receive()).isNull();
      assertThat(to.idle()).isTrue();
      assertThat(to.handled()).isEqualTo(count);
      assertThat(to.vanished()).isZero();
    }
  }

  @Test
  void sizesUpToADatagramsArePassedOnAsTheyAre() throws IOException {
    try (Ports ports = Ports.open(0)) {
      for (int size : new int[] {1, 36, Datagram.MAX_BYTES}) {
        ports.towardCallee().send(new byte[size], ports.callee());
        assertThat(awaitDatagram(ports.callee())).hasSize(size);
      }
    }
  }

  @Test
  void otherProgramsAreNotHeard() throws IOException {
    int first;
    try (DatagramSocket free = foreign(0)) {
      first = Math.min(free.getLocalPort(), 65_000);
    }
    Ports ports;
    try {
      ports = Ports.open(first);
    } catch (BindException e) {
      Assumptions.abort(e.getMessage());
      return;
    }
    try (ports;
        DatagramSocket stranger = foreign(0)) {
      stranger.send(new DatagramPacket(new byte[9], 9, InetAddress.getLoopbackAddress(), first));
      assertThat(ports.caller().receive()).isNull();
      ports.towardCaller().send(new byte[7], ports.caller());
      assertThat(awaitDatagram(ports.caller())).hasSize(7);
    }
  }

  @Test
  void senderThatWaitsEndsWithAnInterrupt() throws Exception {
    AtomicReference<Throwable> ended = new AtomicReference<>();
    try (Ports ports = Ports.open(0)) {
      Thread sender =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        ports.caller().send(new byte[9], ports.towardCaller());
                      }
                    } catch (IOException e) {
                      ended.set(e);
                    }
                  });
      sender.interrupt();
      sender.join();
    }
    assertThat(ended.get()).hasMessageContaining("interrupted");
  }
}
