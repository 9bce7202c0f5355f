package dev.tarn.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/**
 * Which handler serves which operation of a service. An operation of the model without a handler
 * answers one uniform error that names it, and is counted. Thread-safe.
 */
public final class OperationTable {
  private final ServiceModel model;
  private final IdGenerator requestIds;
  private final Map<Class<?>, Function<AwsRequest, AwsResponse>> handlers;
  private final ConcurrentHashMap<String, LongAdder> refused;

  private OperationTable(Builder builder) {
    model = builder.model;
    requestIds = builder.requestIds;
    handlers = Map.copyOf(builder.handlers);
    refused = new ConcurrentHashMap<>();
  }

  private OperationTable(
      OperationTable table, Map<Class<?>, Function<AwsRequest, AwsResponse>> handlers) {
    model = table.model;
    requestIds = table.requestIds;
    this.handlers = Map.copyOf(handlers);
    refused = table.refused;
  }

  public static Builder builder(ServiceModel model) {
    return new Builder(model);
  }

  public ServiceModel model() {
    return model;
  }

  /**
   * Runs the operation that the request's class belongs to.
   *
   * @throws AwsServiceException as the service's SDK client would raise it, see {@link
   *     ServiceModel#complete}
   */
  public AwsResponse invoke(AwsRequest request) {
    try {
      Function<AwsRequest, AwsResponse> handler = handlers.get(request.getClass());
      if (handler == null) {
        throw refuse(request);
      }
      return handler.apply(request);
    } catch (AwsServiceException e) {
      throw model.complete(e, requestIds.newUuid());
    }
  }

  /**
   * The same operations behind something that sees every call of them first.
   *
   * @param front answers a call, with or without the help of the operation that it is given
   */
  public OperationTable behind(
      BiFunction<AwsRequest, Function<AwsRequest, AwsResponse>, AwsResponse> front) {
    Map<Class<?>, Function<AwsRequest, AwsResponse>> guarded = new HashMap<>();
    handlers.forEach(
        (type, handler) -> guarded.put(type, request -> front.apply(request, handler)));
    return new OperationTable(this, guarded);
  }

  private AwsServiceException refuse(AwsRequest request) {
    String operation = operationOf(model, request.getClass()).name();
    refused.computeIfAbsent(operation, name -> new LongAdder()).increment();
    return AwsErrors.notImplemented(model.serviceName(), operation);
  }

  private static OperationModel operationOf(ServiceModel model, Class<?> requestType) {
    return model
        .operation(requestType)
        .orElseThrow(() ->
            new IllegalArgumentException(requestType + " is no request of " + model.serviceName()));
  }

  public boolean isImplemented(String operation) {
    return model
        .operation(operation)
        .filter(known -> handlers.containsKey(known.requestType()))
        .isPresent();
  }

  /** By name. */
  public Set<String> implementedOperations() {
    Set<String> implemented = new TreeSet<>();
    handlers.keySet().forEach(type -> implemented.add(operationOf(model, type).name()));
    return implemented;
  }

  /** How often each operation without a handler has been called, by name. */
  public Map<String, Long> refusedCalls() {
    Map<String, Long> calls = new TreeMap<>();
    refused.forEach((operation, count) -> calls.put(operation, count.sum()));
    return calls;
  }

  /**
   * An SDK client whose calls go straight to the handlers. Consumer-builder overloads and
   * paginators work; waiters and {@code serviceClientConfiguration()} are unsupported. Closing it
   * does nothing.
   */
  public <C extends SdkClient> C inProcessClient(Class<C> clientInterface) {
    return InProcessClient.create(clientInterface, this);
  }

  /** Collects the handlers; one visible registration block per service. */
  public static final class Builder {
    private final ServiceModel model;
    private final Map<Class<?>, Function<AwsRequest, AwsResponse>> handlers = new HashMap<>();
    private IdGenerator requestIds = IdGenerator.random();

    private Builder(ServiceModel model) {
      this.model = model;
    }

    /**
     * Registers the handler of the operation that the request type belongs to. It may be called by
     * many threads at once.
     */
    public <Q extends AwsRequest, R extends AwsResponse> Builder add(
        Class<Q> requestType, Function<Q, R> handler) {
      String operation = operationOf(model, requestType).name();
      Function<AwsRequest, AwsResponse> previous =
          handlers.put(requestType, request -> handler.apply(requestType.cast(request)));
      if (previous != null) {
        throw new IllegalArgumentException(operation + " is registered twice");
      }
      return this;
    }

    /** Where the request ids of exceptions come from; random by default. */
    public Builder requestIds(IdGenerator generator) {
      requestIds = generator;
      return this;
    }

    public OperationTable build() {
      return new OperationTable(this);
    }
  }
}
