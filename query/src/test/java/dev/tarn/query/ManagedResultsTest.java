package dev.tarn.query;

import static dev.tarn.query.FakeEngine.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.execution.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfigurationUpdates;

/** Results that Athena keeps itself. */
class ManagedResultsTest {
  private static final String GROUP = "managed";
  private static final String TOGETHER =
      "ManagedQueryResultsConfiguration and ResultConfiguration cannot be set together.";
  private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/abc";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock(Instant.now());
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory, clock, AthenaFixture.IMPATIENT);
    create(GROUP, managed -> managed.enabled(true));
    athena.engine.on(
        "SELECT a",
        (sink, query) -> {
          sink.columns(List.of(new EngineColumn("a", "integer")));
          sink.row(row("1"));
          return query.statistics();
        });
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  private void create(String name, Consumer<ManagedQueryResultsConfiguration.Builder> managed) {
    athena
        .client()
        .createWorkGroup(create ->
            create.name(name).configuration(c -> c.managedQueryResultsConfiguration(managed)));
  }

  private void update(Consumer<WorkGroupConfigurationUpdates.Builder> updates) {
    athena
        .client()
        .updateWorkGroup(update -> update.workGroup(GROUP).configurationUpdates(updates));
  }

  private WorkGroupConfiguration configuration(String name) {
    return athena.client().getWorkGroup(get -> get.workGroup(name)).workGroup().configuration();
  }

  private QueryExecution run(String sql) {
    StartQueryExecutionRequest request =
        StartQueryExecutionRequest.builder()
            .queryString(sql)
            .workGroup(GROUP)
            .clientRequestToken(UUID.randomUUID().toString())
            .build();
    return athena.finish(athena.client().startQueryExecution(request).queryExecutionId());
  }

  private List<String> values(QueryExecution execution) {
    return athena
        .client()
        .getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()))
        .resultSet()
        .rows()
        .stream()
        .map(found -> found.data().getFirst().varCharValue())
        .toList();
  }

  private long stored() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("athena/managed-results/objects"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void resultsAreInNoBucketAndSurviveARestart() throws IOException {
    QueryExecution execution = run("SELECT a");
    assertThat(execution.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(execution.resultConfiguration()).isEqualTo(ResultConfiguration.builder().build());
    assertThat(execution.managedQueryResultsConfiguration().enabled()).isTrue();
    assertThat(athena.written()).isEmpty();
    assertThat(athena.objects.buckets()).containsExactly("out");
    assertThat(values(execution)).containsExactly("a", "1");
    athena.restart();
    assertThat(values(execution)).containsExactly("a", "1");
    assertThat(athena.get(execution.queryExecutionId())).isEqualTo(execution);
  }

  @Test
  void resultsCanBeReadForADayAndAreThenRemoved() throws IOException {
    QueryExecution execution = run("SELECT a");
    clock.advance(Duration.ofHours(24).minusSeconds(5));
    assertThat(values(execution)).containsExactly("a", "1");
    clock.advance(Duration.ofSeconds(10));
    assertThatThrownBy(() -> values(execution))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Could not find results");
    assertThat(stored()).isEqualTo(2);
    clock.advance(Duration.ofHours(2));
    QueryExecution next = run("SELECT a");
    assertThat(stored()).isEqualTo(2);
    assertThat(values(next)).hasSize(2);
  }

  @Test
  void resultsAreNotReused() {
    run("SELECT a");
    StartQueryExecutionRequest request =
        StartQueryExecutionRequest.builder()
            .queryString("SELECT a")
            .workGroup(GROUP)
            .clientRequestToken(UUID.randomUUID().toString())
            .resultReuseConfiguration(
                reuse -> reuse.resultReuseByAgeConfiguration(age -> age.enabled(true)))
            .build();
    QueryExecution second =
        athena.finish(athena.client().startQueryExecution(request).queryExecutionId());
    assertThat(second.statistics().resultReuseInformation().reusedPreviousResult()).isFalse();
  }

  @Test
  void aRequestMustNotSayWhereResultsGo() {
    assertThatThrownBy(() ->
            athena
                .client()
                .startQueryExecution(AthenaFixture.request("SELECT a").workGroup(GROUP).build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(TOGETHER);
  }

  @Test
  void tablesNeedALocationOfTheirOwn() {
    assertThatThrownBy(() -> run("CTAS"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("No output location provided.");
    run("PREPARE p1 CTAS");
    assertThatThrownBy(() -> run("EXECUTE p1"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("No output location provided.");
    athena.engine.on("CTAS external", (sink, query) -> query.statistics());
    assertThat(run("CTAS external").status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
  }

  @Test
  void statementsWithoutAnEngineKeepTheirTextToo() {
    assertThat(values(run("SHOW DATABASES"))).containsExactly("a", "b");
  }

  @Test
  void oneOrTheOther() {
    assertThatThrownBy(() ->
            athena
                .client()
                .createWorkGroup(create ->
                    create
                        .name("both")
                        .configuration(c ->
                            c.resultConfiguration(r -> r.outputLocation("s3://out/"))
                                .managedQueryResultsConfiguration(m -> m.enabled(true)))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(TOGETHER);
    assertThatThrownBy(
            () -> update(u -> u.resultConfigurationUpdates(r -> r.outputLocation("s3://out/"))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(TOGETHER);
    update(u ->
        u.resultConfigurationUpdates(r -> r.outputLocation("s3://out/"))
            .managedQueryResultsConfigurationUpdates(m -> m.enabled(false)));
    assertThat(configuration(GROUP).managedQueryResultsConfiguration().enabled()).isFalse();
    QueryExecution execution = run("SELECT a");
    assertThat(execution.resultConfiguration().outputLocation())
        .isEqualTo("s3://out/" + execution.queryExecutionId() + ".csv");
    assertThat(execution.managedQueryResultsConfiguration()).isNull();
    update(u ->
        u.resultConfigurationUpdates(r -> r.removeOutputLocation(true))
            .managedQueryResultsConfigurationUpdates(m -> m.enabled(true)));
    assertThat(values(execution)).containsExactly("a", "1");
    assertThat(values(run("SELECT a"))).containsExactly("a", "1");
  }

  @Test
  void theKeyIsKeptAndShown() {
    create("encrypted", m -> m.enabled(true).encryptionConfiguration(e -> e.kmsKey(KEY)));
    assertThat(
            configuration("encrypted")
                .managedQueryResultsConfiguration()
                .encryptionConfiguration()
                .kmsKey())
        .isEqualTo(KEY);
    update(u ->
        u.managedQueryResultsConfigurationUpdates(
            m -> m.encryptionConfiguration(e -> e.kmsKey("alias/mine"))));
    assertThat(
            run("SELECT a").managedQueryResultsConfiguration().encryptionConfiguration().kmsKey())
        .isEqualTo("alias/mine");
    update(
        u -> u.managedQueryResultsConfigurationUpdates(m -> m.removeEncryptionConfiguration(true)));
    assertThat(configuration(GROUP).managedQueryResultsConfiguration())
        .isEqualTo(ManagedQueryResultsConfiguration.builder().enabled(true).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no key", "arn:aws:s3:::bucket"})
  void aKeyMustBeOne(String key) {
    assertThatThrownBy(
            () -> create("bad", m -> m.enabled(true).encryptionConfiguration(e -> e.kmsKey(key))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("kmsKey");
  }
}
