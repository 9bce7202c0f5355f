package dev.tarn.query.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** A statement that creates, changes or removes a table. */
public sealed interface TableStatement extends HiveStatement {
  TableName table();

  @Override
  default StatementType statementType() {
    return StatementType.DDL;
  }

  /** {@code CREATE EXTERNAL TABLE}. */
  record CreateTable(
      String echo,
      TableName table,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<ColumnDefinition> partitionColumns,
      Optional<String> comment,
      Optional<Bucketing> bucketing,
      StorageFormat storage,
      String location,
      Map<String, String> properties)
      implements TableStatement {
    @Override
    public String substatementType() {
      return "CREATE_TABLE";
    }
  }

  /** {@code DROP TABLE}. */
  record DropTable(String echo, TableName table, boolean ifExists) implements TableStatement {
    @Override
    public String substatementType() {
      return "DROP_TABLE";
    }
  }

  /** {@code ALTER TABLE ... ADD COLUMNS}. */
  record AddColumns(
      String echo, TableName table, PartitionSpec partition, List<ColumnDefinition> columns)
      implements TableStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_ADD_COLUMN";
    }
  }

  /** {@code ALTER TABLE ... REPLACE COLUMNS}. */
  record ReplaceColumns(
      String echo, TableName table, PartitionSpec partition, List<ColumnDefinition> columns)
      implements TableStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_REPLACE_COLUMN";
    }
  }

  /**
   * {@code ALTER TABLE ... CHANGE COLUMN}.
   *
   * @param after the column to move behind; the empty string is FIRST
   */
  record ChangeColumn(
      String echo,
      TableName table,
      String column,
      ColumnDefinition definition,
      Optional<String> after)
      implements TableStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_CHANGE_COLUMN";
    }
  }

  /**
   * {@code ALTER TABLE ... DROP COLUMN}.
   *
   * @param keyword where COLUMN is in the user's text
   */
  record DropColumn(String echo, TableName table, String column, HivePlace keyword)
      implements TableStatement {
    /** What Hive's grammar expects in its place: it has no such statement. */
    public String expectation() {
      return "line "
          + keyword.line()
          + ":"
          + (keyword.column() + 1)
          + ": mismatched input '"
          + keyword.word()
          + "' expecting 'PARTITION'";
    }

    @Override
    public String substatementType() {
      return "ALTER_TABLE_DROP_COLUMN";
    }
  }

  /** {@code ALTER TABLE ... RENAME TO}. */
  record RenameTable(String echo, TableName table, TableName target) implements TableStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_RENAME";
    }
  }

  /** {@code ALTER TABLE ... [PARTITION (...)] SET LOCATION}. */
  record SetLocation(String echo, TableName table, PartitionSpec partition, String location)
      implements TableStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_SET_LOCATION";
    }
  }

  /** {@code ALTER TABLE ... SET TBLPROPERTIES}. */
  record SetTableProperties(String echo, TableName table, Map<String, String> properties)
      implements TableStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_PROPERTIES";
    }
  }

  /** {@code ALTER TABLE ... UNSET TBLPROPERTIES}. */
  record UnsetTableProperties(String echo, TableName table, boolean ifExists, List<String> keys)
      implements TableStatement {
    @Override
    public String substatementType() {
      return "ALTER_TABLE_PROPERTIES";
    }
  }
}
