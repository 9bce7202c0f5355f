package dev.tarn.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/**
 * Stands for whatever a supplier gives at the moment of a call, so that what outlives a reset can
 * hold what does not.
 */
final class Current {
  private Current() {}

  static <T> T of(Class<T> type, Supplier<? extends T> now) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(now.get(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
