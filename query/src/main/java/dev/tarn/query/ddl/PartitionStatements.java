package dev.tarn.query.ddl;

import dev.tarn.query.dialect.PartitionCondition;
import dev.tarn.query.dialect.PartitionCondition.Comparison;
import dev.tarn.query.dialect.PartitionStatement;
import dev.tarn.query.dialect.PartitionStatement.AddPartitions;
import dev.tarn.query.dialect.PartitionStatement.DropPartitions;
import dev.tarn.query.dialect.PartitionStatement.NewPartition;
import dev.tarn.query.dialect.PartitionStatement.RenamePartition;
import dev.tarn.query.dialect.PartitionStatement.RepairTable;
import dev.tarn.query.dialect.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.Table;

/** ALTER TABLE ADD, DROP and RENAME PARTITION, and MSCK REPAIR TABLE. */
final class PartitionStatements {
  private final GlueClient glue;
  private final Catalog catalog;
  private final PartitionStorage storage;
  private final PartitionBatches batches;
  private final TableRepair repair;

  PartitionStatements(GlueClient glue, Catalog catalog, LocationReader locations) {
    this.glue = glue;
    this.catalog = catalog;
    this.storage = new PartitionStorage(glue);
    this.batches = new PartitionBatches(glue);
    this.repair = new TableRepair(catalog, locations, batches);
  }

  UtilityResult run(PartitionStatement statement) throws StatementFailure, IOException {
    return switch (statement) {
      case AddPartitions add -> add(add);
      case DropPartitions drop -> drop(drop);
      case RenamePartition rename -> rename(rename);
      case RepairTable msck -> repair.run(msck.table());
    };
  }

  private UtilityResult add(AddPartitions statement) throws StatementFailure {
    TableName name = statement.table();
    Table table = catalog.tableWithPartitions(name);
    Map<List<String>, PartitionInput> added = new LinkedHashMap<>();
    for (NewPartition partition : statement.partitions()) {
      List<String> values = PartitionStorage.values(table, partition.spec());
      String location =
          partition.location().isPresent()
              ? Tables.withoutSlash(Locations.check(partition.location().get()))
              : Tables.location(table) + "/" + PartitionNames.name(table.partitionKeys(), values);
      boolean twice = added.put(values, PartitionStorage.input(table, values, location)) != null;
      if (twice && !statement.ifNotExists()) {
        throw alreadyExists();
      }
    }
    Set<List<String>> existing = batches.existing(name, List.copyOf(added.keySet()));
    if (!existing.isEmpty() && !statement.ifNotExists()) {
      throw alreadyExists();
    }
    added.keySet().removeAll(existing);
    batches.create(name, List.copyOf(added.values()));
    return UtilityResult.EMPTY;
  }

  private UtilityResult drop(DropPartitions statement) throws StatementFailure {
    TableName name = statement.table();
    Table table = catalog.tableWithPartitions(name);
    List<Partition> partitions = catalog.partitions(name);
    Set<List<String>> dropped = new HashSet<>();
    for (PartitionCondition condition : statement.conditions()) {
      PartitionFilter filter = PartitionFilter.of(condition, table.partitionKeys());
      List<List<String>> matching =
          partitions.stream().map(Partition::values).filter(filter::matches).toList();
      if (matching.isEmpty() && !statement.ifExists()) {
        throw Failures.semantic(
            "[Error 10006]: Partition not found (" + text(condition.comparisons()) + ")");
      }
      dropped.addAll(matching);
    }
    batches.delete(name, List.copyOf(dropped));
    return UtilityResult.EMPTY;
  }

  private UtilityResult rename(RenamePartition statement) throws StatementFailure {
    TableName name = statement.table();
    Table table = catalog.tableWithPartitions(name);
    List<Column> keys = table.partitionKeys();
    Partition partition = storage.partition(name, table, statement.from());
    List<String> values = PartitionStorage.values(table, statement.to());
    if (!batches.existing(name, List.of(values)).isEmpty()) {
      throw Failures.execution(
          "Unable to rename partition. Partition already exists:"
              + table.name()
              + "."
              + PartitionNames.name(keys, values));
    }
    PartitionInput input = PartitionStorage.input(partition).values(values).build();
    glue.updatePartition(r ->
        r.databaseName(name.database())
            .tableName(name.table())
            .partitionValueList(partition.values())
            .partitionInput(input));
    return UtilityResult.EMPTY;
  }

  private static StatementFailure alreadyExists() {
    return Failures.execution(
        "AlreadyExistsException(message:Partition already exists.)", "Partition already exists.");
  }

  private static String text(List<Comparison> comparisons) {
    List<String> parts = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      parts.add(
          comparison.column()
              + " "
              + PartitionFilter.symbol(comparison.operator())
              + " '"
              + comparison.value()
              + "'");
    }
    return String.join(" AND ", parts);
  }
}
