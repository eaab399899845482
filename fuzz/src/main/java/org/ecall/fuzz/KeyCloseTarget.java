package org.ecall.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.select.BackendReport;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.ecall.engine.spi.KeyClosedException;

/**
 * A key of any backend that is closed, at rest or while another thread seals and opens with it:
 * what gets through is what the key makes of it, and nothing gets through afterwards.
 */
public final class KeyCloseTarget {

  private static final int TAG = AeadKey.TAG_SIZE_BYTES;

  /** Long enough for a close to fall into it. */
  private static final int LARGEST_BYTES = 20_000;

  private static final int MOST_SPINS = 30_000;
  private static final int NONCE_HIGH = 7;

  private static final List<AeadBackend> BACKENDS = admitted();

  private KeyCloseTarget() {}

  private static List<AeadBackend> admitted() {
    BackendCatalog catalog = BackendCatalog.installed();
    return catalog.reports().stream()
        .filter(report -> report.status() == BackendReport.Status.ADMITTED)
        .map(report -> catalog.require(report.name()))
        .toList();
  }

  /** One key. */
  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    AeadBackend backend = BACKENDS.get(data.consumeInt(0, 255) % BACKENDS.size());
    byte[] bytes = new byte[data.consumeBoolean() ? 32 : 16];
    new SplittableRandom(data.consumeByte()).nextBytes(bytes);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(bytes.length);
      memory.copyFrom(MemorySegment.ofArray(bytes));
      new Run(data, backend.name(), backend.expandKey(memory)).go();
    }
  }

  private static final class Run {
    private final FuzzedDataProvider data;
    private final String name;
    private final AeadKey key;
    private final byte[] plaintext;
    private final byte[] sealed;
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean closed;

    Run(FuzzedDataProvider data, String name, AeadKey key) {
      this.data = data;
      this.name = name;
      this.key = key;
      plaintext = new byte[data.consumeBoolean() ? data.consumeInt(0, 2000) : LARGEST_BYTES];
      sealed = new byte[plaintext.length + TAG];
      seal(sealed);
    }

    void go() {
      if (data.consumeBoolean()) {
        closeUnderLoad(data.consumeInt(0, MOST_SPINS));
      }
      key.close();
      if (data.consumeBoolean()) {
        key.close();
      }
      Background.run(this::requireClosed);
      requireClosed();
    }

    private void closeUnderLoad(int spins) {
      boolean opens = data.consumeBoolean();
      Background.Work other = Background.start(() -> useUntilClosed(opens));
      while (done.get() == 0 && other.runs()) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
      key.close();
      closed = true;
      other.await();
    }

    private void useUntilClosed(boolean opens) {
      byte[] out = new byte[opens ? plaintext.length : sealed.length];
      byte[] expected = opens ? plaintext : sealed;
      try {
        while (true) {
          boolean refused = closed;
          Arrays.fill(out, (byte) 1);
          if (opens) {
            Oracle.require(open(out), name + " opens while it is being closed");
          } else {
            seal(out);
          }
          Oracle.requireEqual(out, expected, name + " while it is being closed");
          Oracle.require(!refused, name + " refuses a key that was closed");
          done.incrementAndGet();
        }
      } catch (KeyClosedException e) {
        done.incrementAndGet();
      }
    }

    private void requireClosed() {
      requireRefused(() -> seal(new byte[sealed.length]), "seals");
      requireRefused(() -> open(new byte[plaintext.length]), "opens");
    }

    private void requireRefused(Runnable use, String what) {
      try {
        use.run();
      } catch (KeyClosedException e) {
        return;
      }
      throw new AssertionError(name + " " + what + " with a key that was closed");
    }

    private void seal(byte[] out) {
      key.seal(NONCE_HIGH, 0, new byte[0], 0, 0, plaintext, 0, plaintext.length, out, 0);
    }

    private boolean open(byte[] out) {
      return key.open(NONCE_HIGH, 0, new byte[0], 0, 0, sealed, 0, plaintext.length, out, 0);
    }
  }
}
