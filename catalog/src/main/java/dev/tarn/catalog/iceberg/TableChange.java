package dev.tarn.catalog.iceberg;

import java.util.List;
import java.util.Optional;

/** A change of a table's metadata that is made in one commit. Types are in Glue's spelling. */
public sealed interface TableChange {
  /** A column that a table is to get. */
  record NewColumn(String name, String type, Optional<String> comment) {}

  /** New columns at the end. */
  record AddColumns(List<NewColumn> columns) implements TableChange {
    public AddColumns {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Another name, type, comment or place for a column.
   *
   * @param type empty to keep it
   * @param comment empty to keep it
   * @param after the column before it, an empty name for the first place; empty to keep the place
   */
  record ChangeColumn(
      String column,
      String newName,
      Optional<String> type,
      Optional<String> comment,
      Optional<String> after)
      implements TableChange {}

  /** Properties, by Iceberg's names, that a table is to have no more. */
  record RemoveProperties(List<String> keys) implements TableChange {
    public RemoveProperties {
      keys = List.copyOf(keys);
    }
  }
}
