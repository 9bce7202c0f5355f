package dev.tarn.catalog;

import static dev.tarn.catalog.CatalogFixture.partition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsData;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;

class ColumnStatisticsTest {
  private static final List<ColumnStatistics> ALL_TYPES =
      List.of(
          column(
              "b",
              d ->
                  d.type("BOOLEAN")
                      .booleanColumnStatisticsData(
                          x -> x.numberOfTrues(1L).numberOfFalses(2L).numberOfNulls(3L))),
          column(
              "d",
              d ->
                  d.type("DATE")
                      .dateColumnStatisticsData(x ->
                          x.minimumValue(Instant.EPOCH)
                              .maximumValue(Instant.ofEpochSecond(86_400))
                              .numberOfNulls(0L)
                              .numberOfDistinctValues(2L))),
          column(
              "dec",
              d ->
                  d.type("DECIMAL")
                      .decimalColumnStatisticsData(x ->
                          x.minimumValue(n ->
                                  n.scale(2).unscaledValue(SdkBytes.fromByteArray(new byte[] {-1})))
                              .numberOfNulls(0L)
                              .numberOfDistinctValues(1L))),
          column(
              "f",
              d ->
                  d.type("DOUBLE")
                      .doubleColumnStatisticsData(x ->
                          x.minimumValue(-1.5)
                              .maximumValue(1e300)
                              .numberOfNulls(0L)
                              .numberOfDistinctValues(2L))),
          column(
              "l",
              d ->
                  d.type("LONG")
                      .longColumnStatisticsData(x ->
                          x.minimumValue(Long.MIN_VALUE)
                              .maximumValue(Long.MAX_VALUE)
                              .numberOfNulls(0L)
                              .numberOfDistinctValues(2L))),
          column(
              "s",
              d ->
                  d.type("STRING")
                      .stringColumnStatisticsData(x ->
                          x.maximumLength(9L)
                              .averageLength(4.5)
                              .numberOfNulls(0L)
                              .numberOfDistinctValues(7L))),
          column(
              "bin",
              d ->
                  d.type("BINARY")
                      .binaryColumnStatisticsData(
                          x -> x.maximumLength(9L).averageLength(4.5).numberOfNulls(1L))));

  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  private static ColumnStatistics column(
      String name, java.util.function.Consumer<ColumnStatisticsData.Builder> data) {
    return ColumnStatistics.builder()
        .columnName(name)
        .columnType("t")
        .analyzedTime(Instant.ofEpochSecond(1_700_000_000))
        .statisticsData(data)
        .build();
  }

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("db");
    catalog.createTable("db", "t", "day:string");
    catalog.createPartitions("db", "t", List.of(partition("1"), partition("2")));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void restart() {
    catalog.restart();
    glue = catalog.glue();
  }

  private static Stream<String> names() {
    return ALL_TYPES.stream().map(ColumnStatistics::columnName);
  }

  @Test
  void everyTypeOfTableStatisticsComesBackAlsoAfterARestart() {
    glue.updateColumnStatisticsForTable(
        r -> r.databaseName("db").tableName("t").columnStatisticsList(ALL_TYPES));
    restart();

    var read =
        glue.getColumnStatisticsForTable(
            r -> r.databaseName("db").tableName("t").columnNames(names().toList()));

    assertThat(read.columnStatisticsList()).isEqualTo(ALL_TYPES);
    assertThat(read.errors()).isEmpty();
    assertThat(read.hasErrors()).isTrue();
  }

  @Test
  void columnsWithoutStatisticsAreErrorsOfTheirOwn() {
    glue.updateColumnStatisticsForTable(
        r -> r.databaseName("db").tableName("t").columnStatisticsList(ALL_TYPES.getFirst()));

    var read =
        glue.getColumnStatisticsForTable(
            r -> r.databaseName("db").tableName("t").columnNames("B", "none"));

    assertThat(read.columnStatisticsList()).containsExactly(ALL_TYPES.getFirst());
    assertThat(read.errors()).hasSize(1);
    assertThat(read.errors().getFirst().columnName()).isEqualTo("none");
    assertThat(read.errors().getFirst().error().errorCode()).isEqualTo("EntityNotFoundException");
  }

  @Test
  void deletingIsIdempotent() {
    glue.updateColumnStatisticsForTable(
        r -> r.databaseName("db").tableName("t").columnStatisticsList(ALL_TYPES));
    for (int i = 0; i < 2; i++) {
      glue.deleteColumnStatisticsForTable(r -> r.databaseName("db").tableName("t").columnName("b"));
    }

    assertThat(
            glue.getColumnStatisticsForTable(
                    r -> r.databaseName("db").tableName("t").columnNames(names().toList()))
                .columnStatisticsList())
        .hasSize(ALL_TYPES.size() - 1);
  }

  @Test
  void dataOfAnotherTypeThanClaimedIsAnErrorOfItsOwn() {
    ColumnStatistics wrong =
        ALL_TYPES.getFirst().toBuilder()
            .statisticsData(
                ALL_TYPES.getFirst().statisticsData().toBuilder()
                    .type(ColumnStatisticsType.LONG)
                    .build())
            .build();

    var errors =
        glue.updateColumnStatisticsForTable(r ->
                r.databaseName("db")
                    .tableName("t")
                    .columnStatisticsList(wrong, ALL_TYPES.getLast()))
            .errors();

    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().columnStatistics()).isEqualTo(wrong);
    assertThat(
            glue.getColumnStatisticsForTable(
                    r -> r.databaseName("db").tableName("t").columnNames("b", "bin"))
                .columnStatisticsList())
        .containsExactly(ALL_TYPES.getLast());
  }

  @Test
  void statisticsOfPartitionsFollowThePartition() {
    glue.updateColumnStatisticsForPartition(r ->
        r.databaseName("db").tableName("t").partitionValues("1").columnStatisticsList(ALL_TYPES));
    glue.updatePartition(r ->
        r.databaseName("db")
            .tableName("t")
            .partitionValueList("1")
            .partitionInput(partition("1").toBuilder().parameters(Map.of("x", "1")).build()));
    glue.deleteColumnStatisticsForPartition(
        r -> r.databaseName("db").tableName("t").partitionValues("1").columnName("bin"));
    restart();

    assertThat(ofPartition("1")).isEqualTo(ALL_TYPES.subList(0, ALL_TYPES.size() - 1));
    assertThat(ofPartition("2")).isEmpty();
    glue.deletePartition(r -> r.databaseName("db").tableName("t").partitionValues("1"));
    catalog.createPartitions("db", "t", List.of(partition("1")));
    assertThat(ofPartition("1")).isEmpty();
    assertThatThrownBy(() -> ofPartition("3"))
        .isInstanceOf(EntityNotFoundException.class)
        .hasMessageContaining("Cannot find partition.");
  }

  private List<ColumnStatistics> ofPartition(String value) {
    return glue.getColumnStatisticsForPartition(r ->
            r.databaseName("db")
                .tableName("t")
                .partitionValues(value)
                .columnNames(names().toList()))
        .columnStatisticsList();
  }

  @Test
  void tooManyColumnsAreRefused() {
    List<String> columns = IntStream.range(0, 101).mapToObj(i -> "c" + i).toList();
    assertThatThrownBy(() ->
            glue.getColumnStatisticsForTable(
                r -> r.databaseName("db").tableName("t").columnNames(columns)))
        .isInstanceOfSatisfying(
            GlueException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }
}
