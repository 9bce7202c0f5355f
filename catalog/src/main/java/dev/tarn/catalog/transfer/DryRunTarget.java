package dev.tarn.catalog.transfer;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/**
 * Answers as a catalog would that everything is written into, and only reads. It remembers the
 * databases and tables that would have been created, to know what the later ones would find.
 */
final class DryRunTarget implements ImportTarget {
  private final GlueClient glue;
  private final Set<String> databases = new HashSet<>();
  private final Set<TableName> tables = new HashSet<>();

  DryRunTarget(GlueClient glue) {
    this.glue = glue;
  }

  private static boolean isAbsent(Runnable read) {
    try {
      read.run();
      return false;
    } catch (EntityNotFoundException e) {
      return true;
    }
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean create(DatabaseInput database) {
    return isAbsent(() -> glue.getDatabase(r -> r.name(database.name())))
        && databases.add(fold(database.name()));
  }

  @Override
  public void replace(DatabaseInput database) {
    // It is there, which create has found out.
  }

  @Override
  public boolean create(String database, TableInput table) {
    boolean absent =
        isAbsent(() -> glue.getTable(r -> r.databaseName(database).name(table.name())));
    if (absent) {
      requireDatabase(database);
    }
    return absent && tables.add(new TableName(fold(database), fold(table.name())));
  }

  /** Throws as the creation of anything in the database would, if there is none. */
  private void requireDatabase(String database) {
    if (!databases.contains(fold(database))) {
      glue.getDatabase(r -> r.name(database));
    }
  }

  @Override
  public void replace(String database, TableInput table) {
    // It is there, which create has found out.
  }

  @Override
  public boolean create(String database, UserDefinedFunctionInput function) {
    boolean absent =
        isAbsent(() ->
            glue.getUserDefinedFunction(
                r -> r.databaseName(database).functionName(function.functionName())));
    if (absent) {
      requireDatabase(database);
    }
    return absent;
  }

  @Override
  public void replace(String database, UserDefinedFunctionInput function) {
    // It is there, which create has found out.
  }

  @Override
  public PartitionAnswer create(TableName table, List<PartitionInput> partitions) {
    if (tables.contains(new TableName(fold(table.database()), fold(table.table())))) {
      return PartitionAnswer.ALL_WRITTEN;
    }
    List<PartitionValueList> keys =
        partitions.stream()
            .map(partition -> PartitionValueList.builder().values(partition.values()).build())
            .toList();
    Set<List<String>> existing =
        glue
            .batchGetPartition(r ->
                r.databaseName(table.database()).tableName(table.table()).partitionsToGet(keys))
            .partitions()
            .stream()
            .map(Partition::values)
            .collect(Collectors.toSet());
    return new PartitionAnswer(existing, Map.of());
  }

  @Override
  public PartitionAnswer replace(TableName table, List<PartitionInput> partitions) {
    return PartitionAnswer.ALL_WRITTEN;
  }
}
