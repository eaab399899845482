package org.ecall.engine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.ecall.engine.key.SecretAccess;
import org.ecall.engine.key.SecretBytes;
import org.ecall.engine.select.FrameClass;
import org.ecall.engine.select.Operation;
import org.ecall.engine.select.SizeClass;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadKey;
import org.jspecify.annotations.Nullable;

/**
 * A key expanded by the backends that the plan has for one operation. It hands out what frames are
 * to be sealed or opened with, and again when the plan has changed; the frame path holds that and
 * does not come by here.
 *
 * <p>While another backend may have to take over, the key itself is kept, outside the heap. Keys of
 * backends that were replaced stay until this is closed: frames may be under way in them.
 */
@SuppressWarnings("ReferenceEquality") // the same key is the question
final class PlannedKey implements AutoCloseable {

  private final EngineBackends backends;
  private final Operation operation;
  private final Consumer<AeadKey> user;

  /** At first the caller's, then a copy, null if nobody may have to take over. Guarded as below. */
  private @Nullable SecretBytes secret;

  private boolean keepsSecret;

  /** Guarded by {@link #backends}. */
  private final IdentityHashMap<AeadBackend, AeadKey> expanded = new IdentityHashMap<>();

  /** Guarded by {@link #backends}. */
  private boolean closed;

  /** Set once, with the lock of {@link #backends}, before anybody else sees this. */
  private @Nullable AeadBackend batchBackend;

  /**
   * For {@link EngineBackends#newKey}.
   *
   * @param secret stays the caller's; used until {@link #keepSecret}
   * @param user takes what frames are sealed or opened with, at once and later by any thread
   */
  PlannedKey(
      EngineBackends backends, Operation operation, SecretBytes secret, Consumer<AeadKey> user) {
    this.backends = backends;
    this.operation = operation;
    this.secret = secret;
    this.user = user;
  }

  /** The backend that batches had when this was made. */
  AeadBackend batchBackend() {
    return Objects.requireNonNull(batchBackend);
  }

  /** The key for a batch of {@link #batchBackend}. */
  AeadKey batchKey() {
    return keyFor(batchBackend());
  }

  /** The key for a batch of a backend, which has or had a place in the plan. */
  AeadKey keyFor(AeadBackend backend) {
    synchronized (backends) {
      return expand(backend);
    }
  }

  /**
   * Expands the key for a plan and hands it over. The caller holds the lock of {@link #backends}.
   *
   * @param plan null if no backend is left, with the reason
   * @throws ExpansionException if a backend does not expand it
   */
  void follow(@Nullable EnginePlan plan, String whyNot) {
    if (closed) {
      return;
    }
    if (plan == null) {
      user.accept(new NoKey(whyNot));
      return;
    }
    if (batchBackend == null) {
      expand(plan.forBatches());
      batchBackend = plan.forBatches();
    }
    SizeClass[] sizes = SizeClass.values();
    AeadKey[] bySize = new AeadKey[sizes.length];
    boolean same = true;
    for (int i = 0; i < sizes.length; i++) {
      bySize[i] = expand(plan.backend(new FrameClass(operation, sizes[i])));
      same &= bySize[i] == bySize[0];
    }
    user.accept(same ? bySize[0] : new SizedKeys(bySize));
  }

  /**
   * Lets go of the caller's secret. The caller holds the lock of {@link #backends}.
   *
   * @param mayChange whether another backend may have to take over; then a copy is kept
   */
  void keepSecret(boolean mayChange) {
    secret = mayChange && secret != null ? secret.copy() : null;
    keepsSecret = secret != null;
  }

  private AeadKey expand(AeadBackend backend) {
    AeadKey key = expanded.get(backend);
    if (key == null) {
      try {
        SecretBytes bytes = Objects.requireNonNull(secret, "no other backend was to take over");
        key = backend.expandKey(bytes.view(SecretAccess.leaksKeyBytes()));
      } catch (RuntimeException | LinkageError e) {
        throw new ExpansionException(backend, e);
      }
      expanded.put(backend, key);
    }
    return key;
  }

  /** A backend did not expand a key. */
  static final class ExpansionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // is never serialised
    private final transient AeadBackend backend;

    ExpansionException(AeadBackend backend, Throwable cause) {
      super(cause);
      this.backend = backend;
    }

    AeadBackend backend() {
      return backend;
    }

    String causeName() {
      return String.valueOf(getCause() == null ? null : getCause().getClass().getName());
    }
  }

  /**
   * Sees to it that another backend has taken the place of one that failed. Tells the listener, so
   * no receive key may be claimed.
   *
   * @throws BackendUnavailableException if none is left
   */
  void replace(BackendFailure failure) {
    AeadBackend failed = null;
    synchronized (backends) {
      for (var entry : expanded.entrySet()) {
        if (entry.getValue() == failure.key()) {
          failed = entry.getKey();
        }
      }
    }
    if (failed == null) {
      throw new IllegalStateException("a key of no backend failed", failure.cause());
    }
    backends.quarantine(failed, failure.description());
  }

  /** Waits for the frames in flight, then wipes everything. Closing twice is allowed. */
  @Override
  public void close() {
    List<AeadKey> keys;
    SecretBytes kept;
    synchronized (backends) {
      closed = true;
      kept = keepsSecret ? secret : null;
      backends.forget(this);
      keys = List.copyOf(expanded.values());
    }
    if (kept != null) {
      kept.close();
    }
    keys.forEach(AeadKey::close);
  }
}
