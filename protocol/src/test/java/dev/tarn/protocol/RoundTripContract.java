package dev.tarn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;

/**
 * What the SDK's own client writes, we read the same, and the other way round: every operation and
 * every error of a service, every member of each.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RoundTripContract {
  private final Class<? extends SdkClient> clientInterface;
  private final ServiceModel service;
  private final AwsClientBuilder<?, ? extends SdkClient> clientBuilder;
  private @Nullable FakeAwsServer server;
  private @Nullable SdkClient client;

  RoundTripContract(
      Class<? extends SdkClient> clientInterface,
      ServiceModel service,
      AwsClientBuilder<?, ? extends SdkClient> clientBuilder) {
    this.clientInterface = clientInterface;
    this.service = service;
    this.clientBuilder = clientBuilder;
  }

  @BeforeAll
  void start() {
    server = new FakeAwsServer(service);
    client = connect(server.endpoint());
  }

  private SdkClient connect(URI endpoint) {
    clientBuilder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
        .overrideConfiguration(config -> config.retryStrategy(AwsRetryStrategy.doNotRetry()));
    return clientBuilder.build();
  }

  @AfterAll
  void stop() {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
  }

  List<OperationModel> operations() {
    return service.operations();
  }

  List<ErrorModel> errors() {
    return service.errors();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void requestAndResponse(OperationModel operation) throws Exception {
    SampleValues values = new SampleValues();
    AwsRequest.Builder requestBuilder = operation.newRequestBuilder();
    values.fill((SdkPojo) requestBuilder);
    AwsResponse.Builder responseBuilder = operation.newResponseBuilder();
    values.fill((SdkPojo) responseBuilder);
    AwsRequest sent = requestBuilder.build();
    AwsResponse answered = responseBuilder.build();

    AtomicReference<AwsRequest> received = new AtomicReference<>();
    AwsResponse response =
        call(
            operation,
            sent,
            request -> {
              received.set(request);
              return answered;
            });

    assertThat(received.get()).isEqualTo(sent);
    assertThat(response.equalsBySdkFields(answered)).as("%s", response).isTrue();
    assertThat(response.responseMetadata().requestId()).isEqualTo(FakeAwsServer.REQUEST_ID);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nothingSet(OperationModel operation) throws Exception {
    AwsRequest sent = operation.newRequestBuilder().build();
    AwsResponse answered = operation.newResponseBuilder().build();
    AwsResponse response = call(operation, sent, request -> answered);
    assertThat(response.equalsBySdkFields(answered)).as("%s", response).isTrue();
  }

  @Test
  void singleOnesAreFoundByName() {
    ServiceModel fresh = ServiceModel.of(clientInterface, service.serviceName(), "");
    for (OperationModel operation : operations()) {
      assertThat(fresh.operation(operation.name())).contains(operation);
    }
    for (ErrorModel error : errors()) {
      assertThat(fresh.error(error.code())).contains(error);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("errors")
  void error(ErrorModel error) {
    OperationModel operation = anOperationThatDeclares(error);
    AwsServiceException.Builder builder = error.newBuilder();
    new SampleValues().fill((SdkPojo) builder);
    AwsServiceException thrown =
        service.complete(builder.message("Something <b> \"happened\".").build(), "id");

    AwsServiceException raised =
        catchThrowableOfType(
            AwsServiceException.class,
            () ->
                call(
                    operation,
                    operation.newRequestBuilder().build(),
                    request -> {
                      throw thrown;
                    }));

    assertThat(raised).isExactlyInstanceOf(error.type());
    assertThat(raised.awsErrorDetails().errorCode()).isEqualTo(error.code());
    assertThat(raised.awsErrorDetails().errorMessage()).isEqualTo("Something <b> \"happened\".");
    assertThat(raised.awsErrorDetails().serviceName())
        .isEqualTo(thrown.awsErrorDetails().serviceName());
    assertThat(raised.statusCode()).isEqualTo(thrown.statusCode());
    assertThat(raised.requestId()).isEqualTo(FakeAwsServer.REQUEST_ID);
    for (MemberShape member : StructureShape.of(thrown).members()) {
      assertThat(member.get(raised)).as(member.wireName()).isEqualTo(member.get(thrown));
    }
  }

  private OperationModel anOperationThatDeclares(ErrorModel error) {
    return Stream.of(clientInterface.getMethods())
        .filter(ServiceModel::isOperation)
        .filter(method -> Arrays.asList(method.getExceptionTypes()).contains(error.type()))
        .map(method -> WireNames.operation(method.getParameterTypes()[0]))
        .map(name -> service.operation(name).orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  private AwsResponse call(
      OperationModel operation, AwsRequest request, Function<AwsRequest, AwsResponse> handler)
      throws Exception {
    Objects.requireNonNull(server).answerWith(handler);
    for (Method method : clientInterface.getMethods()) {
      if (ServiceModel.isOperation(method)
          && method.getParameterTypes()[0].equals(operation.requestType())) {
        try {
          return (AwsResponse) method.invoke(client, request);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof Exception cause) {
            throw cause;
          }
          throw e;
        }
      }
    }
    throw new AssertionError(operation);
  }
}
