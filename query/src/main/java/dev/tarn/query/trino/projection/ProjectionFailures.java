package dev.tarn.query.trino.projection;

import io.trino.plugin.hive.HiveErrorCode;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.SchemaTableName;
import java.util.List;

/** What is wrong with a table's projection, or with a query on it. */
final class ProjectionFailures {
  private ProjectionFailures() {}

  /** Measured. */
  static TrinoException missing(SchemaTableName table, List<String> columns) {
    return metastore(
        table, "the following partition columns are missing projection configuration: " + columns);
  }

  /** A property that is missing or that cannot be read. */
  static TrinoException property(SchemaTableName table, String property, String problem) {
    return metastore(table, "its property '" + property + "' " + problem);
  }

  private static TrinoException metastore(SchemaTableName table, String problem) {
    return new TrinoException(
        HiveErrorCode.HIVE_METASTORE_ERROR,
        "Table "
            + table
            + " is configured for partition projection, but "
            + problem
            + " (table "
            + table
            + ")");
  }

  /** https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html. */
  static TrinoException injected(String column) {
    return new TrinoException(
        StandardErrorCode.CONSTRAINT_VIOLATION,
        "For the injected projected partition column "
            + column
            + ", the WHERE clause must contain only static equality conditions, and at least one"
            + " such condition must be present.");
  }

  static TrinoException tooMany(String column, long limit) {
    return new TrinoException(
        HiveErrorCode.HIVE_EXCEEDED_PARTITION_LIMIT,
        "The projected partition column %s has more than %d values for this query"
            .formatted(column, limit));
  }
}
