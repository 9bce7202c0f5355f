package dev.tarn.query.trino.serde;

import io.trino.spi.connector.ConnectorSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session with another value of one property. */
final class OverriddenSession implements InvocationHandler {
  private final ConnectorSession session;
  private final String property;
  private final Object value;

  private OverriddenSession(ConnectorSession session, String property, Object value) {
    this.session = session;
    this.property = property;
    this.value = value;
  }

  static ConnectorSession of(ConnectorSession session, String property, Object value) {
    return (ConnectorSession)
        Proxy.newProxyInstance(
            ConnectorSession.class.getClassLoader(),
            new Class<?>[] {ConnectorSession.class},
            new OverriddenSession(session, property, value));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getName().equals("getProperty")
        && Objects.requireNonNull(arguments)[0].equals(property)) {
      return value;
    }
    try {
      return method.invoke(session, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
