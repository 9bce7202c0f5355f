package dev.tarn.protocol;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/** Serves an SDK client interface from an operation table, in place of HTTP. */
final class InProcessClient implements InvocationHandler {
  private final OperationTable table;

  private InProcessClient(OperationTable table) {
    this.table = table;
  }

  static <C extends SdkClient> C create(Class<C> clientInterface, OperationTable table) {
    return clientInterface.cast(
        Proxy.newProxyInstance(
            clientInterface.getClassLoader(),
            new Class<?>[] {clientInterface},
            new InProcessClient(table)));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (ServiceModel.isOperation(method)) {
      AwsRequest request = (AwsRequest) Objects.requireNonNull(arguments)[0];
      return table.invoke(withClientDefaults(request));
    }
    // Consumer-builder overloads and paginators are default methods that call the operations.
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "serviceName" -> table.model().serviceName().toLowerCase(Locale.ROOT);
      case "close" -> null;
      case "toString" -> "InProcessClient[" + table.model().serviceName() + "]";
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> isSameObject(proxy, Objects.requireNonNull(arguments)[0]);
      default -> throw new UnsupportedOperationException(method.toString());
    };
  }

  /** The contract of Object.equals for an object that is only equal to itself. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSameObject(Object proxy, @Nullable Object other) {
    return proxy == other;
  }

  /** The SDK's HTTP client fills idempotency tokens in while it writes the request; so do we. */
  private static AwsRequest withClientDefaults(AwsRequest request) {
    AwsRequest.@Nullable Builder filled = null;
    for (MemberShape member : StructureShape.of(request).clientDefaults()) {
      if (member.get(request) == null) {
        Object clientDefault = member.getOrClientDefault(request);
        if (clientDefault != null) {
          filled = filled == null ? request.toBuilder() : filled;
          member.set((SdkPojo) filled, clientDefault);
        }
      }
    }
    return filled == null ? request : filled.build();
  }
}
