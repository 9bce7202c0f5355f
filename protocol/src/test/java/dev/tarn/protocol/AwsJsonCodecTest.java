package dev.tarn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.QueryResultType;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateCustomEntityTypeRequest;
import software.amazon.awssdk.services.glue.model.DecimalNumber;
import software.amazon.awssdk.services.glue.model.DoubleColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.LongColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

class AwsJsonCodecTest {
  private final AwsJsonCodec codec = new AwsJsonCodec();

  private <T extends SdkPojo> T decode(Class<T> type, String json) {
    return codec.decode(type, json.getBytes(StandardCharsets.UTF_8));
  }

  private String encode(SdkPojo value) {
    return new String(codec.encode(value), StandardCharsets.UTF_8);
  }

  private AwsServiceException refused(Class<? extends SdkPojo> type, String json) {
    AwsServiceException refused =
        catchThrowableOfType(AwsServiceException.class, () -> decode(type, json));
    assertThat(refused).as(json).isNotNull();
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(AwsErrors.code(refused)).isEqualTo("SerializationException");
    return refused;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "\"x\"",
        "{",
        "{\"WorkGroup\":",
        "{\"WorkGroup\" \"x\"}",
        "{\"WorkGroup\":\"x\"",
        "{} {}",
        "{}}",
        "{'a':1}",
        "{\"MaxResults\":01}",
        "{\"NextToken\":\"\\u12\"}",
        "{\"Unknown\":[1,2}",
        "{\"NextToken\":\"\\ud83d\"}",
        "{\"NextToken\":\"\\ude00\\ud83d\"}",
        "{\"NextToken\":\"\\ud83dx\"}"
      })
  void aMalformedBodyIsRefusedWithoutMessage(String body) {
    assertThat(AwsErrors.message(refused(ListWorkGroupsRequest.class, body))).isNull();
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] body = "{\"NextToken\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
    body[14] = (byte) 0xFF;
    assertThat(
            catchThrowableOfType(
                AwsServiceException.class, () -> codec.decode(ListWorkGroupsRequest.class, body)))
        .isNotNull();
  }

  // The texts are measured on Athena.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"MaxResults\":\"1\"}|STRING_VALUE can not be converted to an Integer",
        "{\"MaxResults\":true}|TRUE_VALUE can not be converted to an Integer",
        "{\"MaxResults\":false}|FALSE_VALUE can not be converted to an Integer",
        "{\"MaxResults\":[1]}|Start of list found where not expected",
        "{\"MaxResults\":{}}|Start of structure or map found where not expected.",
        "{\"NextToken\":1}|NUMBER_VALUE can not be converted to a String",
        "{\"NextToken\":1.5}|NUMBER_VALUE can not be converted to a String",
        "{\"NextToken\":true}|TRUE_VALUE can not be converted to a String",
        "{\"NextToken\":[]}|Start of list found where not expected",
        "{\"NextToken\":{\"a\":1}}|Start of structure or map found where not expected."
      })
  void scalarsOfTheWrongType(String body, String message) {
    assertThat(AwsErrors.message(refused(ListWorkGroupsRequest.class, body))).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ExecutionParameters\":1}|Expected list or null",
        "{\"ExecutionParameters\":\"x\"}|Expected list or null",
        "{\"ExecutionParameters\":{}}|Start of structure or map found where not expected.",
        "{\"ExecutionParameters\":[1]}|NUMBER_VALUE can not be converted to a String",
        "{\"ExecutionParameters\":[[]]}|Start of list found where not expected",
        "{\"QueryExecutionContext\":\"x\"}|Expected null",
        "{\"QueryExecutionContext\":false}|Expected null",
        "{\"QueryExecutionContext\":[]}|Start of list found where not expected",
        "{\"ResultReuseConfiguration\":{\"ResultReuseByAgeConfiguration\":{\"Enabled\":1}}}"
            + "|NUMBER_VALUE can not be converted to a Boolean"
      })
  void containersOfTheWrongType(String body, String message) {
    assertThat(AwsErrors.message(refused(StartQueryExecutionRequest.class, body)))
        .isEqualTo(message);
  }

  @Test
  void otherTypeErrors() {
    assertThat(AwsErrors.message(refused(Table.class, "{\"CreateTime\":\"2020-01-01T00:00:00Z\"}")))
        .isEqualTo("STRING_VALUE can not be converted to milliseconds since epoch");
    assertThat(AwsErrors.message(refused(Table.class, "{\"Parameters\":[]}")))
        .isEqualTo("Start of list found where not expected");
    assertThat(AwsErrors.message(refused(DecimalNumber.class, "{\"UnscaledValue\":\"!\"}")))
        .isNotEmpty();
    assertThat(
            AwsErrors.message(
                refused(DoubleColumnStatisticsData.class, "{\"MinimumValue\":\"1.5\"}")))
        .isEqualTo("STRING_VALUE can not be converted to a Double");
  }

  @Test
  void nullAndUnknownMembersCountAsAbsent() {
    StartQueryExecutionRequest request =
        decode(
            StartQueryExecutionRequest.class,
            """
            {"QueryString": null, "WorkGroup": "w", "ExecutionParameters": null,
             "QueryExecutionContext": null, "Nope": {"a": [1, {"b": null}]}, "Null": null,
             "workGroup": "other case"}\
            """);
    assertThat(request).isEqualTo(StartQueryExecutionRequest.builder().workGroup("w").build());
    assertThat(request.hasExecutionParameters()).isFalse();
  }

  @Test
  void aFractionIsCutOffForIntegers() {
    assertThat(decode(ListWorkGroupsRequest.class, "{\"MaxResults\":1.5}").maxResults())
        .isEqualTo(1);
    assertThat(decode(ListWorkGroupsRequest.class, "{\"MaxResults\":-2.9E0}").maxResults())
        .isEqualTo(-2);
  }

  @Test
  void numbersBeyondTheRangeDoNotWrapAround() {
    assertThat(decode(ListWorkGroupsRequest.class, "{\"MaxResults\":4294967297}").maxResults())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(
            decode(
                    LongColumnStatisticsData.class,
                    "{\"NumberOfNulls\":-99999999999999999999,\"MaximumValue\":1e999999999}")
                .numberOfNulls())
        .isEqualTo(Long.MIN_VALUE);
    assertThat(
            decode(
                    LongColumnStatisticsData.class,
                    "{\"NumberOfNulls\":9223372036854775807,\"MaximumValue\":1e999999999}")
                .maximumValue())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timestampsAreJavaDoublesAndAnyNumberIsAccepted() {
    Instant instant = Instant.ofEpochMilli(1_791_609_504_406L);
    assertThat(encode(Table.builder().createTime(instant).build()))
        .isEqualTo("{\"CreateTime\":1.791609504406E9}");
    assertThat(encode(Table.builder().createTime(Instant.ofEpochSecond(1_708_699_485)).build()))
        .isEqualTo("{\"CreateTime\":1.708699485E9}");
    for (String number :
        List.of("1.791609504406E9", "1791609504.406", "1791609504.4059999", "17916095044.06e-1")) {
      assertThat(decode(Table.class, "{\"CreateTime\":" + number + "}").createTime())
          .isEqualTo(instant);
    }
    assertThat(decode(Table.class, "{\"CreateTime\":1791609504}").createTime())
        .isEqualTo(Instant.ofEpochSecond(1_791_609_504));
    assertThat(decode(Table.class, "{\"CreateTime\":-1.5}").createTime())
        .isEqualTo(Instant.ofEpochMilli(-1500));
    assertThat(decode(Table.class, "{\"CreateTime\":1e300}").createTime())
        .isEqualTo(Instant.ofEpochMilli(Long.MAX_VALUE));
  }

  @Property(tries = 300)
  void everyMillisecondSurvives(@ForAll int seconds, @ForAll short millis) {
    Instant instant = Instant.ofEpochMilli(seconds * 1000L + millis);
    Table table = Table.builder().createTime(instant).build();
    assertThat(codec.decode(Table.class, codec.encode(table))).isEqualTo(table);
  }

  @Property(tries = 300)
  void everyTextSurvives(@ForAll String key, @ForAll String value) {
    // A lone surrogate has no UTF-8 form.
    if (StandardCharsets.UTF_8.newEncoder().canEncode(key + value)) {
      Table table = Table.builder().name(value).parameters(Map.of(key, value)).build();
      assertThat(codec.decode(Table.class, codec.encode(table))).isEqualTo(table);
    }
  }

  @Test
  void escapedSurrogatePairsAreCharacters() {
    assertThat(decode(Table.class, "{\"Parameters\":{\"\\ud83d\\ude00\":\"\"}}").parameters())
        .containsOnlyKeys("\uD83D\uDE00");
    refused(Table.class, "{\"Parameters\":{\"\\ud83d\":\"\"}}");
  }

  @Property(tries = 300)
  void everyDoubleSurvives(@ForAll double value) {
    DoubleColumnStatisticsData data =
        DoubleColumnStatisticsData.builder().minimumValue(value).build();
    assertThat(codec.decode(DoubleColumnStatisticsData.class, codec.encode(data))).isEqualTo(data);
  }

  @Test
  void doublesThatJsonLacksAreStrings() {
    for (double value :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      DoubleColumnStatisticsData data =
          DoubleColumnStatisticsData.builder().minimumValue(value).build();
      assertThat(encode(data)).isEqualTo("{\"MinimumValue\":\"" + value + "\"}");
      assertThat(codec.decode(DoubleColumnStatisticsData.class, codec.encode(data)))
          .isEqualTo(data);
    }
  }

  @Test
  void bytesAreBase64() {
    DecimalNumber number =
        DecimalNumber.builder()
            .unscaledValue(SdkBytes.fromByteArray(new byte[] {0, -1, 127}))
            .scale(2)
            .build();
    assertThat(encode(number)).isEqualTo("{\"UnscaledValue\":\"AP9/\",\"Scale\":2}");
    assertThat(codec.decode(DecimalNumber.class, codec.encode(number))).isEqualTo(number);
  }

  @Test
  void enumValuesThatTheSdkDoesNotKnowSurvive() {
    String body = "{\"QueryResultType\":\"FUTURE\"}";
    GetQueryResultsRequest request = decode(GetQueryResultsRequest.class, body);
    assertThat(request.queryResultType()).isEqualTo(QueryResultType.UNKNOWN_TO_SDK_VERSION);
    assertThat(request.queryResultTypeAsString()).isEqualTo("FUTURE");
    assertThat(encode(request)).isEqualTo(body);
    assertThat(
            decode(GetDatabasesRequest.class, "{\"AttributesToGet\":[\"NAME\",\"FUTURE\"]}")
                .attributesToGetAsStrings())
        .containsExactly("NAME", "FUTURE");
  }

  @Test
  void anEmptyContainerIsWrittenOnlyWhenSomebodySetIt() {
    assertThat(encode(Table.builder().name("t").build())).isEqualTo("{\"Name\":\"t\"}");
    assertThat(
            encode(
                Table.builder()
                    .name("t")
                    .partitionKeys(List.of())
                    .parameters(Map.of())
                    .storageDescriptor(StorageDescriptor.builder().build())
                    .build()))
        .isEqualTo(
            "{\"Name\":\"t\",\"StorageDescriptor\":{},\"PartitionKeys\":[],\"Parameters\":{}}");
    assertThat(encode(GetDatabasesResponse.builder().build())).isEqualTo("{}");

    Table empty = decode(Table.class, "{\"PartitionKeys\":[],\"Parameters\":{}}");
    assertThat(empty.hasPartitionKeys()).isTrue();
    assertThat(empty.hasParameters()).isTrue();
  }

  @Test
  void nullsInsideListsAndMapsAreKept() {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("a", null);
    TableInput input =
        TableInput.builder()
            .partitionKeys(Arrays.asList(Column.builder().name("a").build(), null))
            .parameters(parameters)
            .build();
    String json = "{\"PartitionKeys\":[{\"Name\":\"a\"},null],\"Parameters\":{\"a\":null}}";
    assertThat(encode(input)).isEqualTo(json);
    assertThat(decode(TableInput.class, json)).isEqualTo(input);
  }

  @Test
  void theLastOfARepeatedMemberCounts() {
    assertThat(
            decode(CreateCustomEntityTypeRequest.class, "{\"Name\":\"a\",\"Name\":\"b\"}").name())
        .isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Tags\":%s}", "{\"Nope\":%s}", "{\"Nope\":{\"a\":%s}}"})
  void nestingIsLimitedAndTheStackSafe(String body) {
    String deep = body.formatted("[".repeat(1_000_000));
    refused(CreateWorkGroupRequest.class, deep);
    String deepObject = body.formatted("{\"a\":".repeat(1_000_000));
    refused(CreateWorkGroupRequest.class, deepObject);
  }

  @Test
  void theDepthErrorIsClear() {
    assertThat(AwsErrors.message(refused(Table.class, "{\"x\":" + "[".repeat(300))))
        .contains("nesting depth");
  }

  @Test
  void longTextsAreAccepted() {
    String text = "x".repeat(25_000_000);
    assertThat(decode(Table.class, "{\"ViewOriginalText\":\"" + text + "\"}").viewOriginalText())
        .hasSize(text.length());
  }

  @Test
  void anEmptyBodyIsAnObjectForGlueAndAnErrorForAthena() {
    assertThat(decodeEmpty(ServiceModel.of(GlueClient.class, "Glue", "AWSGlue"), "GetDatabases"))
        .isEqualTo(GetDatabasesRequest.builder().build());
    ServiceModel athena = ServiceModel.of(AthenaClient.class, "Athena", "AmazonAthena");
    AwsServiceException refused =
        catchThrowableOfType(
            AwsServiceException.class, () -> decodeEmpty(athena, "ListWorkGroups"));
    assertThat(AwsErrors.code(refused)).isEqualTo("SerializationException");
  }

  private AwsRequest decodeEmpty(ServiceModel service, String operation) {
    return codec.decodeRequest(service, service.operation(operation).orElseThrow(), new byte[0]);
  }

  @Test
  void aTokenThatTheClientWouldMakeUpIsNotWritten() {
    assertThat(encode(StartQueryExecutionRequest.builder().workGroup("w").build()))
        .isEqualTo("{\"WorkGroup\":\"w\"}");
    assertThat(encode(StartQueryExecutionRequest.builder().build())).isEqualTo("{}");
  }
}
