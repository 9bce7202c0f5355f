package dev.tarn.catalog.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/** Writes what is imported into a catalog. */
final class GlueTarget implements ImportTarget {
  private static final String ALREADY_EXISTS = "AlreadyExistsException";

  private final GlueClient glue;

  GlueTarget(GlueClient glue) {
    this.glue = glue;
  }

  private static boolean created(Runnable creation) {
    try {
      creation.run();
      return true;
    } catch (AlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public boolean create(DatabaseInput database) {
    return created(() -> glue.createDatabase(r -> r.databaseInput(database)));
  }

  @Override
  public void replace(DatabaseInput database) {
    glue.updateDatabase(r -> r.name(database.name()).databaseInput(database));
  }

  @Override
  public boolean create(String database, TableInput table) {
    return created(() -> glue.createTable(r -> r.databaseName(database).tableInput(table)));
  }

  /** An update of a resource link would be one of its target. */
  @Override
  public void replace(String database, TableInput table) {
    Table old = glue.getTable(r -> r.databaseName(database).name(table.name())).table();
    if (old.targetTable() == null && table.targetTable() == null) {
      glue.updateTable(r -> r.databaseName(database).tableInput(table));
    } else {
      glue.deleteTable(r -> r.databaseName(database).name(table.name()));
      glue.createTable(r -> r.databaseName(database).tableInput(table));
    }
  }

  @Override
  public boolean create(String database, UserDefinedFunctionInput function) {
    return created(() ->
        glue.createUserDefinedFunction(r -> r.databaseName(database).functionInput(function)));
  }

  @Override
  public void replace(String database, UserDefinedFunctionInput function) {
    glue.updateUserDefinedFunction(r ->
        r.databaseName(database).functionName(function.functionName()).functionInput(function));
  }

  @Override
  public PartitionAnswer create(TableName table, List<PartitionInput> partitions) {
    Set<List<String>> existing = new HashSet<>();
    Map<List<String>, String> refused = new HashMap<>();
    glue.batchCreatePartition(r ->
            r.databaseName(table.database())
                .tableName(table.table())
                .partitionInputList(partitions))
        .errors()
        .forEach(error -> {
          if (ALREADY_EXISTS.equals(error.errorDetail().errorCode())) {
            existing.add(error.partitionValues());
          } else {
            refused.put(error.partitionValues(), text(error.errorDetail()));
          }
        });
    return new PartitionAnswer(existing, refused);
  }

  @Override
  public PartitionAnswer replace(TableName table, List<PartitionInput> partitions) {
    List<BatchUpdatePartitionRequestEntry> entries =
        partitions.stream().map(GlueTarget::update).toList();
    Map<List<String>, String> refused = new HashMap<>();
    glue.batchUpdatePartition(
            r -> r.databaseName(table.database()).tableName(table.table()).entries(entries))
        .errors()
        .forEach(error -> refused.put(error.partitionValueList(), text(error.errorDetail())));
    return new PartitionAnswer(Set.of(), refused);
  }

  private static BatchUpdatePartitionRequestEntry update(PartitionInput partition) {
    return BatchUpdatePartitionRequestEntry.builder()
        .partitionValueList(partition.values())
        .partitionInput(partition)
        .build();
  }

  private static String text(ErrorDetail detail) {
    return detail.errorMessage() + " (" + detail.errorCode() + ")";
  }
}
