package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import java.util.List;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.ColumnStatisticsError;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableResponse;

/** Column statistics of tables: read, write, delete. */
public final class TableStatisticsOperations {
  private final EntryLookup lookup;

  public TableStatisticsOperations(Catalogs catalogs) {
    this.lookup = new EntryLookup(catalogs);
  }

  public GetColumnStatisticsForTableResponse getColumnStatisticsForTable(
      GetColumnStatisticsForTableRequest request) {
    Rules rules =
        Rules.check().table(request.catalogId(), request.databaseName(), request.tableName());
    StatisticsRead.check(rules, request.hasColumnNames(), request.columnNames());
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    StatisticsRead read = StatisticsRead.of(request.columnNames(), entry.statistics()::find);
    return GetColumnStatisticsForTableResponse.builder()
        .columnStatisticsList(read.found())
        .errors(read.errors())
        .build();
  }

  public UpdateColumnStatisticsForTableResponse updateColumnStatisticsForTable(
      UpdateColumnStatisticsForTableRequest request) {
    List<ColumnStatistics> statistics = request.columnStatisticsList();
    Rules rules =
        Rules.check().table(request.catalogId(), request.databaseName(), request.tableName());
    StatisticsInput.check(rules, request.hasColumnStatisticsList(), statistics);
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    StatisticsInput input = StatisticsInput.of(statistics);
    entry.write(() -> {
      entry.statistics().put(input.accepted());
      return entry;
    });
    List<ColumnStatisticsError> errors = input.errors();
    return UpdateColumnStatisticsForTableResponse.builder().errors(errors).build();
  }

  public DeleteColumnStatisticsForTableResponse deleteColumnStatisticsForTable(
      DeleteColumnStatisticsForTableRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .name("columnName", request.columnName())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    entry.write(() -> {
      entry.statistics().remove(request.columnName());
      return entry;
    });
    return DeleteColumnStatisticsForTableResponse.builder().build();
  }
}
