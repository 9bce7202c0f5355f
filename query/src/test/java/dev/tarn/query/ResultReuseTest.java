package dev.tarn.query;

import static dev.tarn.query.FakeEngine.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.execution.SettableClock;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** A query that is answered with the result of an earlier one, and when it is not. */
class ResultReuseTest {
  private static final String SQL = "SELECT a FROM t";

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-25T10:00:00Z"));
  private AthenaFixture athena;

  @BeforeEach
  void open() throws IOException {
    athena = new AthenaFixture(directory, clock, AthenaFixture.IMPATIENT);
    answer(SQL);
  }

  @AfterEach
  void close() throws IOException {
    athena.close();
  }

  @Test
  void theSecondRunIsAnewQueryWithTheFirstOnesFile() throws IOException {
    QueryExecution first = athena.run(SQL);
    clock.advance(Duration.ofMinutes(59));

    QueryExecution second = reusing(SQL, 60, ResultReuseTest::unchanged);

    assertThat(second.queryExecutionId()).isNotEqualTo(first.queryExecutionId());
    assertThat(second.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
    assertThat(second.statistics().resultReuseInformation().reusedPreviousResult()).isTrue();
    assertThat(second.statistics().dataScannedInBytes()).isZero();
    assertThat(second.resultConfiguration().outputLocation())
        .isEqualTo(first.resultConfiguration().outputLocation());
    assertThat(second.resultReuseConfiguration().resultReuseByAgeConfiguration().enabled())
        .isTrue();
    assertThat(cells(second)).containsExactly(row("a"), row("1"));
    assertThat(athena.engine.queries()).hasSize(1);
    athena.restart();
    assertThat(athena.get(second.queryExecutionId())).isEqualTo(second);
    assertThat(isReused(reusing(SQL, 60, ResultReuseTest::unchanged))).isTrue();
  }

  @Test
  void ageCountsFromTheRunAndNotFromItsReuse() {
    athena.run(SQL);
    clock.advance(Duration.ofMinutes(40));
    assertThat(isReused(reusing(SQL, 60, ResultReuseTest::unchanged))).isTrue();
    clock.advance(Duration.ofMinutes(30));
    assertThat(isReused(reusing(SQL, 60, ResultReuseTest::unchanged))).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(isReused(reusing(SQL, 60, ResultReuseTest::unchanged))).isTrue();
  }

  @Test
  void anHourIsTheAgeWhenNoneIsGiven() {
    athena.run(SQL);
    clock.advance(Duration.ofMinutes(59));
    assertThat(isReused(reusing(SQL, null, ResultReuseTest::unchanged))).isTrue();
    clock.advance(Duration.ofMinutes(2));
    assertThat(isReused(reusing(SQL, null, ResultReuseTest::unchanged))).isFalse();
  }

  @Test
  void withoutTheWishTheQueryRunsAgain() {
    athena.run(SQL);
    assertThat(isReused(athena.run(SQL))).isFalse();
    assertThat(athena.engine.queries()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT  A from T -- a comment",
        "SELECT a /* two */ FROM t",
        "SELECT a\nFROM t",
      })
  void textsThatMeanTheSameAreTheSame(String sql) {
    athena.run(SQL);
    answer(sql.strip());
    assertThat(isReused(reusing(sql, 60, ResultReuseTest::unchanged))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'A' FROM t",
        "SELECT \"A\" FROM t",
        "SELECT a FROM t2",
        "EXPLAIN SELECT a FROM t",
      })
  void otherTextsAreNot(String sql) {
    athena.run(SQL);
    answer("SELECT 'a' FROM t");
    athena.run("SELECT 'a' FROM t");
    answer(sql);
    assertThat(isReused(reusing(sql, 60, ResultReuseTest::unchanged))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT rand() FROM t",
        "SELECT now()",
        "SELECT current_timestamp",
        "SELECT uuid()",
        "SELECT shuffle(a) FROM t",
        "SELECT a FROM t TABLESAMPLE BERNOULLI (10)",
      })
  void whatChangesByItselfIsRunAgain(String sql) {
    answer(sql);
    athena.run(sql);
    assertThat(isReused(reusing(sql, 60, ResultReuseTest::unchanged))).isFalse();
  }

  @Test
  void databaseLocationAndEncryptionMustAgree() {
    athena.run(SQL);
    assertThat(isReused(reusing(SQL, 60, r -> r.queryExecutionContext(c -> c.database("other")))))
        .isFalse();
    assertThat(
            isReused(
                reusing(SQL, 60, r -> r.resultConfiguration(c -> c.outputLocation("s3://out/b")))))
        .isFalse();
    assertThat(
            isReused(
                reusing(
                    SQL,
                    60,
                    r ->
                        r.resultConfiguration(c ->
                            c.outputLocation(AthenaFixture.OUTPUT)
                                .encryptionConfiguration(
                                    e -> e.encryptionOption(EncryptionOption.SSE_S3))))))
        .isFalse();
    assertThat(
            isReused(
                reusing(
                    SQL,
                    60,
                    r -> r.resultConfiguration(c -> c.outputLocation(AthenaFixture.OUTPUT + "/")))))
        .as("a slash at the end makes no difference")
        .isTrue();
  }

  @Test
  void otherWorkGroupsResultsAreNotReused() {
    athena
        .client()
        .createWorkGroup(create ->
            create.name("team").configuration(c -> c.enforceWorkGroupConfiguration(false)));
    athena.run(SQL);
    assertThat(isReused(reusing(SQL, 60, r -> r.workGroup("team")))).isFalse();
    assertThat(isReused(reusing(SQL, 60, r -> r.workGroup("team")))).isTrue();
  }

  @Test
  void aResultThatIsGoneIsNotReused() throws IOException {
    QueryExecution first = athena.run(SQL);
    athena.objects.delete(ObjectKey.parse(first.resultConfiguration().outputLocation()));
    assertThat(isReused(reusing(SQL, 60, ResultReuseTest::unchanged))).isFalse();
  }

  @Test
  void preparedStatementsAreReusedToo() {
    athena.run("PREPARE p1 " + SQL);
    athena.run("EXECUTE p1");
    QueryExecution second = reusing("EXECUTE p1", 60, ResultReuseTest::unchanged);
    assertThat(isReused(second)).isTrue();
    assertThat(second.substatementType()).isEqualTo("EXECUTE");
  }

  @Test
  void theAgeIsAtMostSevenDays() {
    assertThatThrownBy(() -> reusing(SQL, 10_081, ResultReuseTest::unchanged))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Member must have value less than or equal to 10080");
  }

  private void answer(String sql) {
    athena.engine.answer(
        sql, List.of(new EngineColumn("a", "integer")), List.<@Nullable String[]>of(row("1")));
  }

  private QueryExecution reusing(
      String sql, @Nullable Integer minutes, Consumer<StartQueryExecutionRequest.Builder> change) {
    var request =
        AthenaFixture.request(sql)
            .resultReuseConfiguration(reuse ->
                reuse.resultReuseByAgeConfiguration(
                    age -> age.enabled(true).maxAgeInMinutes(minutes)));
    change.accept(request);
    return athena.finish(athena.client().startQueryExecution(request.build()).queryExecutionId());
  }

  private static boolean isReused(QueryExecution execution) {
    return execution.statistics().resultReuseInformation().reusedPreviousResult();
  }

  private List<@Nullable String[]> cells(QueryExecution execution) {
    return QueryLifecycleTest.cells(
        athena.client().getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId())));
  }

  private static void unchanged(StartQueryExecutionRequest.Builder request) {
    assertThat(request).isNotNull();
  }
}
