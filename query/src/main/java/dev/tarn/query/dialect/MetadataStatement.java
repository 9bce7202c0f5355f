package dev.tarn.query.dialect;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** A statement that only reads the catalog. */
public sealed interface MetadataStatement extends HiveStatement {
  @Override
  default StatementType statementType() {
    return StatementType.UTILITY;
  }

  /** {@code SHOW DATABASES}. */
  record ShowDatabases(String echo, Optional<String> pattern) implements MetadataStatement {
    @Override
    public String substatementType() {
      return "SHOW_DATABASES";
    }
  }

  /** {@code SHOW TABLES}. */
  record ShowTables(String echo, String database, Optional<String> pattern)
      implements MetadataStatement {
    @Override
    public String substatementType() {
      return "SHOW_TABLES";
    }
  }

  /** {@code SHOW VIEWS}. */
  record ShowViews(String echo, String database, Optional<String> pattern)
      implements MetadataStatement {
    @Override
    public String substatementType() {
      return "SHOW_VIEWS";
    }
  }

  /** {@code SHOW COLUMNS}. */
  record ShowColumns(String echo, TableName table, boolean view) implements MetadataStatement {
    @Override
    public String substatementType() {
      return view ? "DESC_VIEW" : "SHOW_COLUMNS";
    }
  }

  /** {@code SHOW PARTITIONS}. */
  record ShowPartitions(String echo, TableName table, PartitionSpec partition)
      implements MetadataStatement {
    @Override
    public String substatementType() {
      return "SHOW_PARTITIONS";
    }
  }

  /** {@code SHOW CREATE TABLE}. */
  record ShowCreateTable(String echo, TableName table) implements MetadataStatement {
    @Override
    public String substatementType() {
      return "SHOW_CREATE_TABLE";
    }
  }

  /** {@code SHOW CREATE VIEW}. */
  record ShowCreateView(String echo, TableName table) implements MetadataStatement {
    @Override
    public String substatementType() {
      return "SHOW_CREATE_VIEW";
    }
  }

  /** {@code SHOW TBLPROPERTIES}. */
  record ShowTableProperties(String echo, TableName table, Optional<String> key)
      implements MetadataStatement {
    @Override
    public String substatementType() {
      return "SHOW_TABLE_PROPERTIES";
    }
  }

  /**
   * {@code DESCRIBE}.
   *
   * @param column the column and the fields inside it to describe; empty for the whole table
   * @param view whether the catalog said that it is a view when the statement was parsed
   */
  record DescribeTable(
      String echo,
      Optional<String> echoDatabase,
      TableName table,
      Detail detail,
      PartitionSpec partition,
      List<String> column,
      boolean view)
      implements MetadataStatement {
    @Override
    public String substatementType() {
      return view ? "DESC_VIEW" : "DESCRIBE_TABLE";
    }

    DescribeTable withEcho(String text) {
      return new DescribeTable(text, echoDatabase, table, detail, partition, column, view);
    }
  }

  /** How much DESCRIBE tells. */
  enum Detail {
    COLUMNS,
    EXTENDED,
    FORMATTED
  }
}
