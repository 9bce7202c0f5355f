package dev.tarn.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ThrottleReason;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

class AwsJsonErrorsTest {
  private static final ServiceModel GLUE = ServiceModel.of(GlueClient.class, "Glue", "AWSGlue");
  private static final ServiceModel ATHENA =
      ServiceModel.of(AthenaClient.class, "Athena", "AmazonAthena");

  private static String body(WireResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String athena(AwsServiceException exception) {
    return body(AwsJsonErrors.encode(exception, ATHENA, "id"));
  }

  private static String glue(AwsServiceException exception) {
    return body(AwsJsonErrors.encode(exception, GLUE, "id"));
  }

  @Test
  void athenaNamesTheCodeTwice() {
    WireResponse response =
        AwsJsonErrors.encode(
            InvalidRequestException.builder()
                .athenaErrorCode("MALFORMED_QUERY")
                .message("line 1:1: no \"x\"")
                .build(),
            ATHENA,
            "id");
    assertThat(body(response))
        .isEqualTo(
            "{\"__type\":\"InvalidRequestException\",\"AthenaErrorCode\":\"MALFORMED_QUERY\","
                + "\"ErrorCode\":\"MALFORMED_QUERY\",\"Message\":\"line 1:1: no \\\"x\\\"\"}");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.contentType()).isEqualTo("application/x-amz-json-1.1");
    assertThat(response.headers()).isEqualTo(Map.of("x-amzn-RequestId", "id"));
  }

  @Test
  void athenaWritesMembersAfterTheMessageByName() {
    assertThat(
            athena(
                TooManyRequestsException.builder()
                    .reason(ThrottleReason.CONCURRENT_QUERY_LIMIT_EXCEEDED)
                    .message("Slow down")
                    .build()))
        .isEqualTo(
            "{\"__type\":\"TooManyRequestsException\",\"Message\":\"Slow down\","
                + "\"Reason\":\"CONCURRENT_QUERY_LIMIT_EXCEEDED\"}");
  }

  @Test
  void athenasFrameworkErrors() {
    assertThat(athena(AwsErrors.serialization(null)))
        .isEqualTo("{\"__type\":\"SerializationException\"}");
    assertThat(athena(AwsErrors.serialization("Expected null")))
        .isEqualTo("{\"__type\":\"SerializationException\",\"Message\":\"Expected null\"}");
    assertThat(athena(AwsErrors.unknownOperation()))
        .isEqualTo("{\"__type\":\"UnknownOperationException\"}");
    assertThat(athena(AwsErrors.accessDenied("No.")))
        .isEqualTo("{\"__type\":\"AccessDeniedException\",\"Message\":\"No.\"}");
    assertThat(athena(AwsErrors.of("InvalidSignatureException", "Bad.", 400)))
        .isEqualTo("{\"__type\":\"InvalidSignatureException\",\"message\":\"Bad.\"}");
  }

  @Test
  void glueNamesTheTypeInAHeaderToo() {
    WireResponse response =
        AwsJsonErrors.encode(
            EntityNotFoundException.builder().message("Table t not found.").build(), GLUE, "id");
    assertThat(body(response))
        .isEqualTo("{\"__type\":\"EntityNotFoundException\",\"Message\":\"Table t not found.\"}");
    assertThat(response.headers())
        .isEqualTo(Map.of("x-amzn-RequestId", "id", "x-amzn-ErrorType", "EntityNotFoundException"));
  }

  @Test
  void gluesFrameworkErrorsUseALowerCaseMessage() {
    assertThat(glue(AwsErrors.validation("1 validation error detected: x")))
        .isEqualTo(
            "{\"__type\":\"ValidationException\","
                + "\"message\":\"1 validation error detected: x\"}");
    assertThat(glue(AwsErrors.serialization("Expected null")))
        .isEqualTo("{\"__type\":\"SerializationException\",\"message\":\"Expected null\"}");
    assertThat(glue(AwsErrors.of("InvalidInputException", "x", 400)))
        .isEqualTo("{\"__type\":\"InvalidInputException\",\"Message\":\"x\"}");
  }

  @Test
  void anExceptionThatLeftTheTableSaysTheSame() {
    AwsServiceException thrown =
        InvalidRequestException.builder().athenaErrorCode("INVALID_INPUT").message("no").build();
    AwsServiceException completed = ATHENA.complete(thrown, "id");
    assertThat(athena(completed)).isEqualTo(athena(thrown));
    assertThat(athena(ATHENA.complete(completed, "other"))).isEqualTo(athena(thrown));
  }

  @Test
  void internalErrorsTellNothing() {
    WireResponse athena = AwsJsonErrors.encodeInternal(ATHENA, "id");
    assertThat(athena.status()).isEqualTo(500);
    assertThat(body(athena)).startsWith("{\"__type\":\"InternalServerException\",\"Message\":");
    WireResponse glue = AwsJsonErrors.encodeInternal(GLUE, "id");
    assertThat(glue.status()).isEqualTo(500);
    assertThat(body(glue)).startsWith("{\"__type\":\"InternalServiceException\",\"Message\":");
  }
}
