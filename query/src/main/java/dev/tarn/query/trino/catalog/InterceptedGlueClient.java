package dev.tarn.query.trino.catalog;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;

/** A Glue client with an interceptor in front of another client. */
public final class InterceptedGlueClient implements InvocationHandler {
  private final GlueClient glue;
  private final GlueInterceptor interceptor;

  private InterceptedGlueClient(GlueClient glue, GlueInterceptor interceptor) {
    this.glue = glue;
    this.interceptor = interceptor;
  }

  /** Puts an interceptor in front of a client. */
  public static GlueClient over(GlueClient glue, GlueInterceptor interceptor) {
    return (GlueClient)
        Proxy.newProxyInstance(
            GlueClient.class.getClassLoader(),
            new Class<?>[] {GlueClient.class},
            new InterceptedGlueClient(glue, interceptor));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null
        && arguments.length == 1
        && arguments[0] instanceof GlueRequest request
        && GlueResponse.class.isAssignableFrom(method.getReturnType())) {
      return interceptor.call(request, asked -> (GlueResponse) requireNonNull(call(method, asked)));
    }
    // Consumer-builder overloads and paginators are default methods that call the operations.
    return method.isDefault()
        ? InvocationHandler.invokeDefault(proxy, method, arguments)
        : call(method, arguments);
  }

  private @Nullable Object call(Method method, Object @Nullable ... arguments) {
    try {
      return method.invoke(glue, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
