package org.ecall.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.ecall.engine.select.BackendCatalog;
import org.ecall.engine.spi.AeadBackend;
import org.ecall.engine.spi.AeadBackendProvider;
import org.ecall.engine.spi.AeadBatch;

/**
 * The installed backends with batches that say from how many messages on they are worth it as a
 * fuzzer has it, and not as each is best: so all ways of working a batch off are taken.
 */
final class LeastTogether {

  private static int least = 1;

  private LeastTogether() {}

  /** What batches say from now on, for sealing and opening. */
  static void set(int messages) {
    least = messages;
  }

  static BackendCatalog catalog() {
    List<AeadBackend> backends =
        ServiceLoader.load(AeadBackendProvider.class).stream()
            .flatMap(provider -> provider.get().backends().stream())
            .map(LeastTogether::wrap)
            .collect(Collectors.toUnmodifiableList());
    return new BackendCatalog(List.of(() -> backends));
  }

  private static AeadBackend wrap(AeadBackend backend) {
    return proxy(
        AeadBackend.class,
        (method, arguments) -> {
          Object answer = call(method, backend, arguments);
          return answer instanceof AeadBatch batch ? wrap(batch) : answer;
        });
  }

  private static AeadBatch wrap(AeadBatch batch) {
    return proxy(
        AeadBatch.class,
        (method, arguments) ->
            method.getName().startsWith("least") ? least : call(method, batch, arguments));
  }

  private interface Handler {
    Object handle(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> handler.handle(method, arguments)));
  }

  private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
