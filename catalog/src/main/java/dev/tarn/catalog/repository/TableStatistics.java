package dev.tarn.catalog.repository;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.UnreadableCatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;

/** The column statistics of one table, in one file that is there once there are any. */
public final class TableStatistics {
  private static final String KIND = "column-statistics";

  private final Path file;
  private final CatalogStorage storage;
  private volatile Map<String, ColumnStatistics> byColumn = Map.of();

  TableStatistics(Path file, CatalogStorage storage) {
    this.file = file;
    this.storage = storage;
  }

  void load() throws IOException {
    if (Files.exists(file)) {
      Map<String, ColumnStatistics> read = new LinkedHashMap<>();
      for (ColumnStatistics statistics :
          storage
              .entities()
              .read(file, KIND, GetColumnStatisticsForTableResponse.class)
              .columnStatisticsList()) {
        if (statistics.columnName() == null) {
          throw new UnreadableCatalogException(file, "statistics of no column");
        }
        read.put(key(statistics.columnName()), statistics);
      }
      byColumn = read;
    }
  }

  /** The statistics of the column, whatever the case of its name. */
  public Optional<ColumnStatistics> find(String column) {
    return Optional.ofNullable(byColumn.get(key(column)));
  }

  /** Adds or replaces the statistics of some columns. Only within a write of the table. */
  public void put(List<ColumnStatistics> statistics) throws IOException {
    Map<String, ColumnStatistics> changed = new LinkedHashMap<>(byColumn);
    statistics.forEach(column -> changed.put(key(column.columnName()), column));
    keep(changed);
  }

  /** Removes the statistics of a column, if there are any. Only within a write of the table. */
  public void remove(String column) throws IOException {
    Map<String, ColumnStatistics> changed = new LinkedHashMap<>(byColumn);
    if (changed.remove(key(column)) != null) {
      keep(changed);
    }
  }

  private void keep(Map<String, ColumnStatistics> changed) throws IOException {
    GetColumnStatisticsForTableResponse body =
        GetColumnStatisticsForTableResponse.builder()
            .columnStatisticsList(changed.values())
            .build();
    storage.entities().write(file, KIND, body);
    byColumn = changed;
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }
}
