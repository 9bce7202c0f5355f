package dev.tarn.query.dialect;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** A statement that changes which partitions a table has. */
public sealed interface PartitionStatement extends HiveStatement {
  TableName table();

  @Override
  default StatementType statementType() {
    return StatementType.DDL;
  }

  /** {@code MSCK REPAIR TABLE}. */
  record RepairTable(String echo, TableName table) implements PartitionStatement {
    @Override
    public String substatementType() {
      return "MSCK_REPAIR";
    }
  }

  /** {@code ALTER TABLE ... ADD PARTITION}. */
  record AddPartitions(
      String echo, TableName table, boolean ifNotExists, List<NewPartition> partitions)
      implements PartitionStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_ADD_PARTITION";
    }
  }

  /** One partition to be added; without a location it lies under the table's. */
  record NewPartition(PartitionSpec spec, Optional<String> location) {}

  /** {@code ALTER TABLE ... DROP PARTITION}. */
  record DropPartitions(
      String echo, TableName table, boolean ifExists, List<PartitionCondition> conditions)
      implements PartitionStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_DROP_PARTITION";
    }
  }

  /** {@code ALTER TABLE ... PARTITION (...) RENAME TO PARTITION (...)}. */
  record RenamePartition(String echo, TableName table, PartitionSpec from, PartitionSpec to)
      implements PartitionStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_RENAME_PARTITION";
    }
  }
}
