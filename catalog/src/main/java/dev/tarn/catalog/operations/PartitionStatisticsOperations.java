package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.PartitionStatistics;
import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import java.util.List;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionResponse;

/** Column statistics of partitions: read, write, delete. */
public final class PartitionStatisticsOperations {
  private final EntryLookup lookup;
  private final PartitionStatistics statistics;

  public PartitionStatisticsOperations(Catalogs catalogs, PartitionStatistics statistics) {
    this.lookup = new EntryLookup(catalogs);
    this.statistics = statistics;
  }

  public GetColumnStatisticsForPartitionResponse getColumnStatisticsForPartition(
      GetColumnStatisticsForPartitionRequest request) {
    Rules rules =
        Rules.check()
            .table(request.catalogId(), request.databaseName(), request.tableName())
            .values("partitionValues", request.hasPartitionValues(), request.partitionValues());
    StatisticsRead.check(rules, request.hasColumnNames(), request.columnNames());
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    StoredPartition partition = require(entry, request.partitionValues());
    StatisticsRead read =
        StatisticsRead.of(request.columnNames(), column -> statistics.find(partition, column));
    return GetColumnStatisticsForPartitionResponse.builder()
        .columnStatisticsList(read.found())
        .errors(read.errors())
        .build();
  }

  private static StoredPartition require(TableEntry entry, List<String> values) {
    StoredPartition partition = entry.partitions().get(values);
    if (partition == null) {
      throw PartitionWrite.notFound();
    }
    return partition;
  }

  public UpdateColumnStatisticsForPartitionResponse updateColumnStatisticsForPartition(
      UpdateColumnStatisticsForPartitionRequest request) {
    List<ColumnStatistics> columns = request.columnStatisticsList();
    Rules rules =
        Rules.check()
            .table(request.catalogId(), request.databaseName(), request.tableName())
            .values("partitionValues", request.hasPartitionValues(), request.partitionValues());
    StatisticsInput.check(rules, request.hasColumnStatisticsList(), columns);
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    StatisticsInput input = StatisticsInput.of(columns);
    entry.write(() -> {
      StoredPartition partition = require(entry, request.partitionValues());
      entry.partitions().put(statistics.with(partition, input.accepted()));
      return entry;
    });
    return UpdateColumnStatisticsForPartitionResponse.builder().errors(input.errors()).build();
  }

  public DeleteColumnStatisticsForPartitionResponse deleteColumnStatisticsForPartition(
      DeleteColumnStatisticsForPartitionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .values("partitionValues", request.hasPartitionValues(), request.partitionValues())
        .name("columnName", request.columnName())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    entry.write(() -> {
      StoredPartition partition = require(entry, request.partitionValues());
      if (statistics.find(partition, request.columnName()).isPresent()) {
        entry.partitions().put(statistics.without(partition, request.columnName()));
      }
      return entry;
    });
    return DeleteColumnStatisticsForPartitionResponse.builder().build();
  }
}
