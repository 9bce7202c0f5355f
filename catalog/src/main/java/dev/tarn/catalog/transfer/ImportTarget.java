package dev.tarn.catalog.transfer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/** Where an import goes. What creates answers whether there was none of the name before. */
interface ImportTarget {
  boolean create(DatabaseInput database);

  void replace(DatabaseInput database);

  boolean create(String database, TableInput table);

  void replace(String database, TableInput table);

  boolean create(String database, UserDefinedFunctionInput function);

  void replace(String database, UserDefinedFunctionInput function);

  /** Creates those that are not there. */
  PartitionAnswer create(TableName table, List<PartitionInput> partitions);

  /** Replaces those that are there. */
  PartitionAnswer replace(TableName table, List<PartitionInput> partitions);

  /** A table and the database that it is in. */
  record TableName(String database, String table) {
    @Override
    public String toString() {
      return database + "." + table;
    }
  }

  /**
   * What became of a batch of partitions; those not named have been written.
   *
   * @param existing values of partitions that are there already
   * @param refused why, by the values of partitions that cannot be written
   */
  record PartitionAnswer(Set<List<String>> existing, Map<List<String>, String> refused) {
    static final PartitionAnswer ALL_WRITTEN = new PartitionAnswer(Set.of(), Map.of());
  }
}
