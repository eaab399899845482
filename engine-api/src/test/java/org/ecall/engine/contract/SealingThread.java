package org.ecall.engine.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;
import org.jspecify.annotations.Nullable;

/** Seals one message again and again, each time into a new array, until the key is closed. */
final class SealingThread extends Thread {

  private final AeadKey key;
  private final Message message;
  private final CountDownLatch firstFrame = new CountDownLatch(1);
  private volatile byte[] out = new byte[0];
  private byte[] outAtClose = new byte[0];
  private byte[] copyAtClose = new byte[0];
  private volatile @Nullable Throwable failure;

  SealingThread(AeadKey key, Message message) {
    this.key = key;
    this.message = message;
    setDaemon(true);
  }

  @Override
  public void run() {
    int size = message.size();
    try {
      while (true) {
        byte[] next = TestBytes.canaries(message.sealed.length);
        out = next;
        key.seal(
            message.nonceHigh,
            message.nonceLow,
            message.aad,
            0,
            16,
            message.plaintext,
            0,
            size,
            next,
            0);
        TestBytes.checkRange("sealed while closing", message.sealed, next, 0);
        firstFrame.countDown();
      }
    } catch (KeyClosedException e) {
      // What the test waits for; the output of the refused call stays in the field.
    } catch (Throwable e) {
      failure = e;
    } finally {
      firstFrame.countDown();
    }
  }

  void awaitFirstFrame() throws InterruptedException {
    firstFrame.await();
  }

  /** Called when the key is closed: from here on nothing may be written. */
  void rememberOutput() {
    outAtClose = out;
    copyAtClose = outAtClose.clone();
  }

  /** Called when the thread has ended. */
  void check() {
    assertThat(failure).isNull();
    assertThat(outAtClose).as("written to after close").isEqualTo(copyAtClose);
    if (!Arrays.equals(copyAtClose, message.sealed)) {
      TestBytes.checkOnly("output of a refused call", new byte[0], copyAtClose, 0);
    }
    TestBytes.checkOnly("output of the last call", new byte[0], out, 0);
  }
}
