package dev.tarn.query.iceberg;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.query.engine.IcebergTask;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Commits a change to a table's metadata file and its entry in the catalog. */
final class TableCommit {
  private static final int ATTEMPTS = 10;

  private final GlueClient glue;
  private final IcebergTables tables;

  TableCommit(GlueClient glue, IcebergTables tables) {
    this.glue = glue;
    this.tables = tables;
  }

  /** Tries again when somebody else has committed meanwhile. */
  void change(IcebergTask.Alter alter) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (isCommitted(alter, attempt == ATTEMPTS)) {
        return;
      }
    }
  }

  private boolean isCommitted(IcebergTask.Alter alter, boolean last) {
    Table current =
        glue.getTable(r -> r.databaseName(alter.database()).name(alter.table())).table();
    if (!IcebergTables.isIceberg(current)) {
      throw InvalidInputException.builder()
          .message("Table is missing [metadata_location] property: " + name(alter))
          .build();
    }
    Table changed = tables.commit(current, alter.change());
    if (changed.equals(current)) {
      return true;
    }
    boolean updated = false;
    try {
      glue.updateTable(r ->
          r.databaseName(alter.database())
              .tableInput(input(changed))
              .versionId(current.versionId())
              .skipArchive(true));
      updated = true;
    } catch (ConcurrentModificationException e) {
      if (last) {
        throw e;
      }
    } finally {
      if (!updated) {
        tables.discard(changed.parameters());
      }
    }
    return updated;
  }

  private static String name(IcebergTask.Alter alter) {
    return alter.database() + "." + alter.table();
  }

  private static TableInput input(Table table) {
    return TableInput.builder()
        .name(table.name())
        .description(table.description())
        .owner(table.owner())
        .retention(table.retention())
        .storageDescriptor(table.storageDescriptor())
        .partitionKeys(table.partitionKeys())
        .tableType(table.tableType())
        .parameters(table.parameters())
        .build();
  }
}
