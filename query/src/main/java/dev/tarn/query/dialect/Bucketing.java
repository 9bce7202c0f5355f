package dev.tarn.query.dialect;

import java.util.List;

/** CLUSTERED BY ... SORTED BY ... INTO n BUCKETS. */
public record Bucketing(List<String> columns, List<SortColumn> sortColumns, int buckets) {
  public Bucketing {
    columns = List.copyOf(columns);
    sortColumns = List.copyOf(sortColumns);
  }

  /** One column of SORTED BY. */
  public record SortColumn(String name, boolean ascending) {}
}
