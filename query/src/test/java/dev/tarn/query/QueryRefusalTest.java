package dev.tarn.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Queries that are accepted and must not run, or must not have run so far. */
class QueryRefusalTest {
  @TempDir Path directory;
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory);
    athena.engine.answer("SELECT 1", List.of(new EngineColumn("_col0", "integer")), List.of());
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @ParameterizedTest
  @CsvSource({
    "LAMBDA, function, arn:aws:lambda:us-east-1:000000000000:function:f",
    "HIVE, metadata-function, arn:aws:lambda:us-east-1:000000000000:function:f",
    "FEDERATED, connection-arn, arn:aws:glue:us-east-1:000000000000:connection/c",
    "GLUE, catalog-id, 999999999999",
  })
  void catalogsThatAreNotHereFailByName(DataCatalogType type, String key, String value) {
    athena
        .client()
        .createDataCatalog(create -> create.name("far").type(type).parameters(Map.of(key, value)));
    String reason = "Data catalog far of type " + type + " cannot be read by this server.";
    for (String sql : List.of("SELECT 1", "SHOW DATABASES")) {
      QueryExecution failed =
          run(sql, request -> request.queryExecutionContext(context -> context.catalog("far")));
      assertThat(failed.status().state()).isEqualTo(QueryExecutionState.FAILED);
      assertThat(failed.status().stateChangeReason()).isEqualTo(reason);
      assertThat(failed.status().athenaError().errorType()).isEqualTo(1202);
    }
    assertThat(athena.engine.queries()).isEmpty();
    assertThatThrownBy(() -> athena.client().listDatabases(list -> list.catalogName("far")))
        .isInstanceOf(MetadataException.class)
        .hasMessageContaining(reason);
    athena.engine.fail(
        "SELECT far.db.t",
        new EngineFailure("CATALOG_NOT_FOUND", 1, Kind.USER_ERROR, "Catalog 'far' not found"));
    assertThat(athena.run("SELECT far.db.t").status().stateChangeReason()).isEqualTo(reason);
  }

  @Test
  void anotherNameOfTheOwnCatalogIsRead() {
    athena
        .client()
        .createDataCatalog(create ->
            create
                .name("mine")
                .type(DataCatalogType.GLUE)
                .parameters(Map.of("catalog-id", "000000000000")));
    QueryExecution execution =
        run("SELECT 1", request -> request.queryExecutionContext(c -> c.catalog("mine")));
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(execution.queryExecutionContext().catalog()).isEqualTo("mine");
    assertThat(athena.engine.queries().getFirst().request().catalog()).isEqualTo("awsdatacatalog");
  }

  @Test
  void anUnknownCatalogIsTheEnginesToRefuse() {
    QueryExecution execution =
        run("SELECT 1", request -> request.queryExecutionContext(c -> c.catalog("Nowhere")));
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(athena.engine.queries().getFirst().request().catalog()).isEqualTo("nowhere");
  }

  @ParameterizedTest
  @CsvSource({"GLUE", "HIVE", "LAMBDA"})
  void catalogsNeedTheirParameters(DataCatalogType type) {
    assertThatThrownBy(
            () -> athena.client().createDataCatalog(create -> create.name("c").type(type)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("of type " + type + " are incomplete");
  }

  @Test
  void bucketsOfAnotherOwnerAreNotWrittenTo() throws IOException {
    QueryExecution failed =
        run(
            "SELECT 1",
            request ->
                request.resultConfiguration(results ->
                    results
                        .outputLocation(AthenaFixture.OUTPUT)
                        .expectedBucketOwner("999999999999")));
    String location = failed.resultConfiguration().outputLocation();
    assertThat(failed.status().stateChangeReason())
        .startsWith("Access denied when writing output to url: " + location + " . Please ensure");
    assertThat(failed.status().athenaError().errorType()).isEqualTo(1501);
    assertThat(athena.written()).isEmpty();
  }

  @Test
  void whatCannotBeDoneWithResultsIsSaidAtOnce() {
    assertThatThrownBy(() ->
            run(
                "SELECT 1",
                request ->
                    request.resultConfiguration(results ->
                        results
                            .outputLocation(AthenaFixture.OUTPUT)
                            .expectedBucketOwner("me")
                            .aclConfiguration(acl -> acl.s3AclOption("PUBLIC")))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(
            "2 validation errors detected: Value at 'resultConfiguration.aclConfiguration"
                + ".s3AclOption' failed to satisfy constraint: Member must satisfy enum value set")
        .hasMessageContaining("Value at 'resultConfiguration.expectedBucketOwner'");
    assertThatThrownBy(() ->
            athena
                .client()
                .createWorkGroup(create ->
                    create
                        .name("sealed")
                        .configuration(c ->
                            c.resultConfiguration(r ->
                                r.encryptionConfiguration(
                                    e -> e.encryptionOption(EncryptionOption.SSE_KMS))))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("KmsKey is required for the encryption option SSE_KMS");
  }

  @Test
  void encryptionByTheClientIsRefusedByName() {
    assertThatThrownBy(() ->
            run(
                "SELECT 1",
                request ->
                    request.resultConfiguration(results ->
                        results
                            .outputLocation(AthenaFixture.OUTPUT)
                            .encryptionConfiguration(
                                e -> e.encryptionOption(EncryptionOption.CSE_KMS).kmsKey("k")))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("CSE_KMS");
  }

  @Test
  void aQueryThatHasReadTooMuchIsCancelledHoweverFastItWas() throws IOException {
    athena
        .client()
        .createWorkGroup(create ->
            create
                .name("small")
                .configuration(c ->
                    c.bytesScannedCutoffPerQuery(10_000_000L)
                        .resultConfiguration(r -> r.outputLocation(AthenaFixture.OUTPUT))));
    athena.engine.on(
        "SELECT big",
        (sink, query) -> {
          sink.columns(List.of(new EngineColumn("a", "integer")));
          return read(10_000_001);
        });
    QueryExecution cancelled = run("SELECT big", request -> request.workGroup("small"));
    assertThat(cancelled.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
    assertThat(cancelled.status().stateChangeReason())
        .isEqualTo("Bytes scanned limit was exceeded");
    assertThat(cancelled.status().athenaError()).isNull();
    assertThat(cancelled.statistics().dataScannedInBytes()).isEqualTo(10_000_001);
    assertThat(athena.written()).isEmpty();
    assertThat(athena.engine.queries().getFirst().request().sessionProperties())
        .containsEntry("query_max_scan_physical_bytes", "10000000B");
    assertThat(athena.run("SELECT big").status().state())
        .as("no limit in the primary work group")
        .isEqualTo(QueryExecutionState.SUCCEEDED);
  }

  private static EngineStatistics read(long bytes) {
    return new EngineStatistics(
        bytes,
        1,
        0,
        0,
        Duration.ZERO,
        Duration.ZERO,
        Duration.ZERO,
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        List.of());
  }

  private QueryExecution run(String sql, Consumer<StartQueryExecutionRequest.Builder> change) {
    var request = AthenaFixture.request(sql);
    change.accept(request);
    return athena.finish(athena.client().startQueryExecution(request.build()).queryExecutionId());
  }
}
