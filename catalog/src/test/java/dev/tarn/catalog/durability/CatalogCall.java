package dev.tarn.catalog.durability;

import dev.tarn.catalog.CatalogFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsType;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Changes to databases and to what is in them. */
enum CatalogCall implements ChangingCall {
  CREATE_DATABASE(glue -> glue.createDatabase(r -> r.databaseInput(d -> d.name("new")))),
  UPDATE_DATABASE(glue ->
      glue.updateDatabase(r -> r.name("d").databaseInput(d -> d.name("d").description("changed")))),
  DELETE_DATABASE(glue -> glue.deleteDatabase(r -> r.name("d"))),
  CREATE_TABLE(glue ->
      glue.createTable(r -> r.databaseName("d").tableInput(CatalogFixture.tableInput("new")))),
  CREATE_TABLE_WITH_INDEX(glue ->
      glue.createTable(r ->
          r.databaseName("d")
              .tableInput(table("new", "indexed"))
              .partitionIndexes(PartitionIndex.builder().indexName("i").keys("k").build()))),
  UPDATE_TABLE(glue -> glue.updateTable(r -> r.databaseName("d").tableInput(table("t", "again")))),
  UPDATE_TABLE_WITHOUT_ARCHIVE(glue ->
      glue.updateTable(r -> r.databaseName("d").skipArchive(true).tableInput(table("t", "again")))),
  DELETE_TABLE(glue -> glue.deleteTable(r -> r.databaseName("d").name("t"))),
  DELETE_TABLE_VERSION(
      glue -> glue.deleteTableVersion(r -> r.databaseName("d").tableName("t").versionId("0"))),
  CREATE_FIRST_PARTITIONS(glue -> createPartitions(glue, "unused", partitions(0, 3, "a"))),
  CREATE_MORE_PARTITIONS(glue -> createPartitions(glue, "t", partitions(50, 53, "b"))),
  UPDATE_PARTITION(glue ->
      glue.updatePartition(r ->
          r.databaseName("d")
              .tableName("t")
              .partitionValueList("1")
              .partitionInput(partitions(1, 2, "changed").getFirst()))),
  MOVE_PARTITION(glue ->
      glue.updatePartition(r ->
          r.databaseName("d")
              .tableName("t")
              .partitionValueList("1")
              .partitionInput(partitions(90, 91, "moved").getFirst()))),
  DELETE_PARTITIONS(glue ->
      glue.batchDeletePartition(
          r -> r.databaseName("d").tableName("t").partitionsToDelete(values("1"), values("2")))),
  REWRITE_THE_PARTITION_LOG(glue -> updatePartitions(glue, "busy", "last")),
  CREATE_FUNCTION(glue ->
      glue.createUserDefinedFunction(
          r -> r.databaseName("d").functionInput(f -> f.functionName("new").className("N")))),
  UPDATE_FUNCTION(glue ->
      glue.updateUserDefinedFunction(r ->
          r.databaseName("d")
              .functionName("f")
              .functionInput(f -> f.functionName("f").className("Changed")))),
  DELETE_FUNCTION(
      glue -> glue.deleteUserDefinedFunction(r -> r.databaseName("d").functionName("f"))),
  CREATE_STATISTICS(glue -> putStatistics(glue, "unused", "id", 7)),
  UPDATE_STATISTICS(glue -> putStatistics(glue, "t", "id", 8)),
  DELETE_STATISTICS(glue ->
      glue.deleteColumnStatisticsForTable(
          r -> r.databaseName("d").tableName("t").columnName("id")));

  private static final int BUSY_PARTITIONS = 100;

  @SuppressWarnings("ImmutableEnumChecker") // every one is a lambda that captures nothing
  private final Consumer<GlueClient> call;

  CatalogCall(Consumer<GlueClient> call) {
    this.call = call;
  }

  @Override
  public void make(GlueClient glue) {
    call.accept(glue);
  }

  @Override
  public void prepare(GlueClient glue) {
    fill(glue);
    if (this == REWRITE_THE_PARTITION_LOG) {
      glue.createTable(r -> r.databaseName("d").tableInput(table("busy", "first")));
      createPartitions(glue, "busy", partitions(0, BUSY_PARTITIONS, "0"));
      // The log of this table is one change away from being rewritten.
      for (int i = 1; i <= 10; i++) {
        updatePartitions(glue, "busy", String.valueOf(i));
      }
    }
  }

  /** Adds something of every kind to an empty catalog. */
  static void fill(GlueClient glue) {
    glue.createDatabase(r -> r.databaseInput(d -> d.name("d").parameters(Map.of("a", "b"))));
    glue.createTable(r -> r.databaseName("d").tableInput(table("t", "first")));
    glue.updateTable(r -> r.databaseName("d").tableInput(table("t", "second")));
    glue.createTable(r -> r.databaseName("d").tableInput(table("unused", "first")));
    createPartitions(glue, "t", partitions(0, 3, "a"));
    putStatistics(glue, "t", "id", 1);
    putStatistics(glue, "t", "name", 2);
    glue.createUserDefinedFunction(
        r -> r.databaseName("d").functionInput(f -> f.functionName("f").className("C")));
  }

  private static TableInput table(String name, String description) {
    return CatalogFixture.tableInput(name, "k:int").toBuilder().description(description).build();
  }

  private static List<PartitionInput> partitions(int from, int to, String mark) {
    return IntStream.range(from, to)
        .mapToObj(i ->
            CatalogFixture.partition(String.valueOf(i)).toBuilder()
                .parameters(Map.of("mark", mark))
                .storageDescriptor(
                    s -> s.location("s3://lake/" + i).inputFormat("format of " + mark))
                .build())
        .toList();
  }

  private static void createPartitions(
      GlueClient glue, String table, List<PartitionInput> partitions) {
    glue.batchCreatePartition(
        r -> r.databaseName("d").tableName(table).partitionInputList(partitions));
  }

  private static void updatePartitions(GlueClient glue, String table, String mark) {
    List<BatchUpdatePartitionRequestEntry> entries =
        partitions(0, BUSY_PARTITIONS, mark).stream()
            .map(input ->
                BatchUpdatePartitionRequestEntry.builder()
                    .partitionValueList(input.values())
                    .partitionInput(input)
                    .build())
            .toList();
    glue.batchUpdatePartition(r -> r.databaseName("d").tableName(table).entries(entries));
  }

  private static PartitionValueList values(String... values) {
    return PartitionValueList.builder().values(values).build();
  }

  private static void putStatistics(GlueClient glue, String table, String column, long distinct) {
    ColumnStatistics statistics =
        ColumnStatistics.builder()
            .columnName(column)
            .columnType("bigint")
            .analyzedTime(Instant.EPOCH)
            .statisticsData(s ->
                s.type(ColumnStatisticsType.LONG)
                    .longColumnStatisticsData(
                        l -> l.numberOfNulls(0L).numberOfDistinctValues(distinct)))
            .build();
    glue.updateColumnStatisticsForTable(
        r -> r.databaseName("d").tableName(table).columnStatisticsList(statistics));
  }
}
