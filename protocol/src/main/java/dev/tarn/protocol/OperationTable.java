package dev.tarn.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
  private final OperationHandlers handlers;
  private final BiFunction<AwsRequest, Function<AwsRequest, AwsResponse>, AwsResponse> front;
  private final ConcurrentHashMap<String, LongAdder> refused;

  private OperationTable(Builder builder) {
    model = builder.model;
    requestIds = builder.requestIds;
    handlers = builder.handlers;
    front = (request, handler) -> handler.apply(request);
    refused = new ConcurrentHashMap<>();
  }

  private OperationTable(
      OperationTable table,
      BiFunction<AwsRequest, Function<AwsRequest, AwsResponse>, AwsResponse> front) {
    model = table.model;
    requestIds = table.requestIds;
    handlers = table.handlers;
    this.front = front;
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
      Function<AwsRequest, AwsResponse> handler = handlers.find(request.getClass());
      if (handler == null) {
        throw refuse(request);
      }
      return front.apply(request, handler);
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
    return new OperationTable(this, front);
  }

  /** By exact name; also one that has no handler. */
  public Optional<OperationModel> operation(String name) {
    Class<?> requestType = handlers.requestType(name);
    return requestType == null ? model.operation(name) : model.operation(requestType);
  }

  private AwsServiceException refuse(AwsRequest request) {
    String operation =
        model
            .operation(request.getClass())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    request.getClass() + " is no request of " + model.serviceName()))
            .name();
    refused.computeIfAbsent(operation, name -> new LongAdder()).increment();
    return AwsErrors.notImplemented(model.serviceName(), operation);
  }

  public boolean isImplemented(String operation) {
    return handlers.requestType(operation) != null;
  }

  /** By name. */
  public Set<String> implementedOperations() {
    return new TreeSet<>(handlers.names());
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
    private final OperationHandlers handlers;
    private IdGenerator requestIds = IdGenerator.random();

    private Builder(ServiceModel model) {
      this.model = model;
      this.handlers = new OperationHandlers(model);
    }

    /**
     * Registers the handler of the operation that the request type belongs to. It may be called by
     * many threads at once.
     */
    public <Q extends AwsRequest, R extends AwsResponse> Builder add(
        Class<Q> requestType, Function<Q, R> handler) {
      handlers.add(requestType, request -> handler.apply(requestType.cast(request)));
      return this;
    }

    /**
     * Registers handlers once one is needed that the sections before this one do not have. What is
     * called first should come first.
     *
     * @param section adds the handlers to this builder, also after the table has been built
     */
    public Builder section(Consumer<Builder> section) {
      handlers.addSection(() -> section.accept(this));
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
