package dev.tarn.protocol;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/**
 * The operations and errors of one service, read from its SDK client. Single ones are found by name
 * without loading the others. Thread-safe.
 */
public final class ServiceModel {
  private final Class<? extends SdkClient> clientInterface;
  private final String serviceName;
  private final String targetPrefix;
  private final ModelClasses classes;
  private final ServiceErrors errors;
  private final ConcurrentHashMap<String, OperationModel> operations = new ConcurrentHashMap<>();

  private ServiceModel(
      Class<? extends SdkClient> clientInterface, String serviceName, String targetPrefix) {
    this.clientInterface = clientInterface;
    this.serviceName = serviceName;
    this.targetPrefix = targetPrefix;
    this.classes = new ModelClasses(clientInterface);
    this.errors = ServiceErrors.of(clientInterface, serviceName, classes);
  }

  /**
   * The model behind a client interface.
   *
   * @param serviceName as the SDK reports it in errors: {@code Glue}, {@code Athena}, {@code Sts}
   * @param targetPrefix what stands before the dot in {@code X-Amz-Target}: {@code AWSGlue}; for
   *     the Query protocol, which has no such header, the API version: {@code 2011-06-15}
   */
  public static ServiceModel of(
      Class<? extends SdkClient> clientInterface, String serviceName, String targetPrefix) {
    return new ServiceModel(clientInterface, serviceName, targetPrefix);
  }

  public String serviceName() {
    return serviceName;
  }

  public String targetPrefix() {
    return targetPrefix;
  }

  /** By exact name; AWS does not know an operation in another case either. */
  public Optional<OperationModel> operation(String name) {
    OperationModel known = operations.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Class<?> requestType = classes.find(WireNames.requestClass(name));
    return requestType == null
        ? Optional.empty()
        : operation(requestType).filter(found -> found.name().equals(name));
  }

  /** The operation that takes this request, if it is one of this service. */
  Optional<OperationModel> operation(Class<?> requestType) {
    if (!isRequest(requestType)) {
      return Optional.empty();
    }
    String name = WireNames.operation(requestType);
    OperationModel known = operations.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Class<?> responseType = classes.named(WireNames.responseClass(requestType));
    return responseType == null
        ? Optional.empty()
        : Optional.of(
            operations.computeIfAbsent(
                name,
                absent ->
                    new OperationModel(
                        name,
                        requestType.asSubclass(AwsRequest.class),
                        responseType.asSubclass(AwsResponse.class))));
  }

  boolean isRequest(Class<?> type) {
    return classes.contains(type)
        && AwsRequest.class.isAssignableFrom(type)
        && !Modifier.isAbstract(type.getModifiers());
  }

  /** All operations, by name. Loads every request and response class: not for the way to a call. */
  public List<OperationModel> operations() {
    return Arrays.stream(clientInterface.getMethods())
        .filter(ServiceModel::isOperation)
        .map(method -> operation(method.getParameterTypes()[0]).orElseThrow())
        .sorted(Comparator.comparing(OperationModel::name))
        .toList();
  }

  static boolean isOperation(Method method) {
    return method.getParameterCount() == 1
        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && AwsResponse.class.isAssignableFrom(method.getReturnType());
  }

  /** The errors that some operation declares, by code. Loads every class of the model. */
  public List<ErrorModel> errors() {
    return Arrays.stream(clientInterface.getMethods())
        .filter(ServiceModel::isOperation)
        .flatMap(method -> Arrays.stream(method.getExceptionTypes()))
        .distinct()
        .flatMap(type -> errors.find(type).stream())
        .sorted(Comparator.comparing(ErrorModel::code))
        .toList();
  }

  /** The modelled error with this code. */
  public Optional<ErrorModel> error(String code) {
    return errors.find(code);
  }

  /**
   * The exception as the service's SDK client would raise it: of the modelled class for its code,
   * or else of the service's general class, with error details, status code and request id. What
   * the exception already says is kept.
   */
  public AwsServiceException complete(AwsServiceException thrown, String requestId) {
    return errors.complete(thrown, requestId);
  }

  @Override
  public String toString() {
    return "ServiceModel[" + serviceName + "]";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServiceModel model && clientInterface.equals(model.clientInterface);
  }

  @Override
  public int hashCode() {
    return clientInterface.hashCode();
  }
}
