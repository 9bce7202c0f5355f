package dev.tarn.protocol;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * Handlers by the class of their request. Those of a section are made when a handler is asked for
 * that none of the sections before it has: a service has a hundred of them, and to make them all
 * takes a noticeable part of the time until a server's port is open. Thread-safe.
 */
final class OperationHandlers {
  private final ServiceModel model;
  private final Map<Class<?>, Function<AwsRequest, AwsResponse>> known = new ConcurrentHashMap<>();
  private final Map<String, Class<?>> requestTypes = new ConcurrentHashMap<>();
  private final Queue<Runnable> sections = new ArrayDeque<>();

  OperationHandlers(ServiceModel model) {
    this.model = model;
  }

  void add(Class<?> requestType, Function<AwsRequest, AwsResponse> handler) {
    if (!model.isRequest(requestType)) {
      throw new IllegalArgumentException(requestType + " is no request of " + model.serviceName());
    }
    String operation = WireNames.operation(requestType);
    if (known.put(requestType, handler) != null) {
      throw new IllegalArgumentException(operation + " is registered twice");
    }
    requestTypes.put(operation, requestType);
  }

  /** Adds handlers when they are needed. */
  synchronized void addSection(Runnable section) {
    sections.add(section);
  }

  @Nullable Function<AwsRequest, AwsResponse> find(Class<?> requestType) {
    return find(known, requestType);
  }

  /** The request of the operation, if there is a handler for it. */
  @Nullable Class<?> requestType(String operation) {
    return find(requestTypes, operation);
  }

  private <K, V> @Nullable V find(Map<K, V> map, K key) {
    V value = map.get(key);
    boolean more = true;
    while (value == null && more) {
      more = addNextSection();
      value = map.get(key);
    }
    return value;
  }

  private synchronized boolean addNextSection() {
    Runnable section = sections.peek();
    if (section != null) {
      section.run(); // while it fails, its operations fail: they are not unknown
      sections.remove();
    }
    return section != null;
  }

  /** Of all operations that have a handler. */
  Set<String> names() {
    boolean more = true;
    while (more) {
      more = addNextSection();
    }
    return requestTypes.keySet();
  }
}
