package dev.tarn.protocol;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** The exception classes of one service, and how an exception is made to look like the client's. */
final class ServiceErrors {
  private final String serviceName;
  private final ModelClasses classes;
  private final Class<? extends AwsServiceException> general;
  private final ConcurrentHashMap<String, Optional<ErrorModel>> byCode = new ConcurrentHashMap<>();

  private ServiceErrors(
      String serviceName, ModelClasses classes, Class<? extends AwsServiceException> general) {
    this.serviceName = serviceName;
    this.classes = classes;
    this.general = general;
  }

  static ServiceErrors of(
      Class<? extends SdkClient> clientInterface, String serviceName, ModelClasses classes) {
    String client = clientInterface.getSimpleName();
    String service = client.substring(0, client.length() - "Client".length());
    Class<?> general = classes.find(service + "Exception");
    if (general == null) {
      throw new IllegalArgumentException(clientInterface + " is no client of an AWS service");
    }
    return new ServiceErrors(serviceName, classes, general.asSubclass(AwsServiceException.class));
  }

  /** Codes come from our own code, so that there are few. */
  Optional<ErrorModel> find(String code) {
    return byCode.computeIfAbsent(
        code,
        absent -> {
          Class<?> type = classes.find(WireNames.exceptionClass(general, code));
          return type == null
              ? Optional.empty()
              : find(type).filter(found -> found.code().equals(code));
        });
  }

  /** The modelled error that this exception class stands for. */
  Optional<ErrorModel> find(Class<?> type) {
    return general.isAssignableFrom(type) && !general.equals(type)
        ? Optional.of(
            new ErrorModel(WireNames.errorCode(type), type.asSubclass(AwsServiceException.class)))
        : Optional.empty();
  }

  AwsServiceException complete(AwsServiceException thrown, String requestId) {
    String code = AwsErrors.code(thrown);
    String message = AwsErrors.message(thrown);
    int status = AwsErrors.status(thrown);
    String id = thrown.requestId() == null ? requestId : thrown.requestId();
    AwsErrorDetails known = thrown.awsErrorDetails();
    String service =
        known == null || known.serviceName() == null ? serviceName : known.serviceName();
    AwsServiceException completed =
        builderFor(thrown, code)
            .message(message)
            .cause(thrown.getCause())
            .statusCode(status)
            .requestId(id)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName(service)
                    .errorCode(code)
                    .errorMessage(message)
                    .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                    .build())
            .build();
    completed.setStackTrace(thrown.getStackTrace());
    return completed;
  }

  /** An exception of a modelled class keeps its class and members; a bare one gets its code's. */
  private AwsServiceException.Builder builderFor(AwsServiceException thrown, String code) {
    if (!thrown.getClass().equals(AwsServiceException.class)) {
      return thrown.toBuilder();
    }
    Class<?> type = find(code).<Class<?>>map(ErrorModel::type).orElse(general);
    return (AwsServiceException.Builder) ModelBuilders.call(type);
  }
}
