package dev.tarn.query.ddl;

import dev.tarn.query.dialect.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/** Creates and deletes any number of partitions in batches of the size that Glue takes. */
final class PartitionBatches {
  private static final int CREATE_LIMIT = 100;
  private static final int DELETE_LIMIT = 25;
  private static final int GET_LIMIT = 1000;
  private static final String EXISTS = "AlreadyExistsException";

  private final GlueClient glue;

  PartitionBatches(GlueClient glue) {
    this.glue = glue;
  }

  /** Creates partitions; those that somebody else has created meanwhile are left as they are. */
  void create(TableName table, List<PartitionInput> partitions) throws StatementFailure {
    for (int start = 0; start < partitions.size(); start += CREATE_LIMIT) {
      List<PartitionInput> batch =
          partitions.subList(start, Math.min(start + CREATE_LIMIT, partitions.size()));
      List<PartitionError> errors =
          glue.batchCreatePartition(r ->
                  r.databaseName(table.database())
                      .tableName(table.table())
                      .partitionInputList(batch))
              .errors();
      for (PartitionError error : errors) {
        ErrorDetail detail = error.errorDetail();
        if (!EXISTS.equals(detail.errorCode())) {
          throw Failures.execution(detail.errorMessage());
        }
      }
    }
  }

  /** Which of these values are partitions already. */
  Set<List<String>> existing(TableName table, List<List<String>> values) {
    Set<List<String>> existing = new HashSet<>();
    for (int start = 0; start < values.size(); start += GET_LIMIT) {
      List<PartitionValueList> batch = list(values, start, GET_LIMIT);
      glue.batchGetPartition(
              r -> r.databaseName(table.database()).tableName(table.table()).partitionsToGet(batch))
          .partitions()
          .forEach(partition -> existing.add(partition.values()));
    }
    return existing;
  }

  void delete(TableName table, List<List<String>> partitions) {
    for (int start = 0; start < partitions.size(); start += DELETE_LIMIT) {
      List<PartitionValueList> batch = list(partitions, start, DELETE_LIMIT);
      glue.batchDeletePartition(
          r -> r.databaseName(table.database()).tableName(table.table()).partitionsToDelete(batch));
    }
  }

  private static List<PartitionValueList> list(List<List<String>> values, int start, int limit) {
    return values.subList(start, Math.min(start + limit, values.size())).stream()
        .map(v -> PartitionValueList.builder().values(v).build())
        .toList();
  }
}
