package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import dev.tarn.protocol.validation.Constraints;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionFailureEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionError;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;

/**
 * Many partitions in one call. Each item succeeds or fails by itself; those that succeed are kept
 * together.
 */
public final class PartitionBatchOperations {
  private static final int LARGEST_WRITE = 100;
  private static final int LARGEST_DELETE = 25;
  private static final int LARGEST_READ = 1000;

  private final EntryLookup lookup;
  private final Clock clock;

  public PartitionBatchOperations(Catalogs catalogs, Clock clock) {
    this.lookup = new EntryLookup(catalogs);
    this.clock = clock;
  }

  public BatchCreatePartitionResponse batchCreatePartition(BatchCreatePartitionRequest request) {
    List<PartitionInput> inputs = request.partitionInputList();
    Rules rules =
        Rules.check()
            .table(request.catalogId(), request.databaseName(), request.tableName())
            .required("partitionInputList", request.hasPartitionInputList() ? inputs : null)
            .size("partitionInputList", inputs, 0, LARGEST_WRITE);
    for (int i = 0; i < inputs.size(); i++) {
      rules.partitionInput(Constraints.item("partitionInputList", i), inputs.get(i));
    }
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    List<PartitionError> errors = new ArrayList<>();
    entry.write(() -> {
      PartitionWrite write = new PartitionWrite(entry, clock.instant());
      for (PartitionInput input : inputs) {
        try {
          write.create(input);
        } catch (AwsServiceException e) {
          errors.add(partitionError(input.values(), ItemErrors.of(e)));
        }
      }
      write.commit();
      return entry;
    });
    return BatchCreatePartitionResponse.builder().errors(errors).build();
  }

  private static PartitionError partitionError(List<String> values, ErrorDetail detail) {
    return PartitionError.builder().partitionValues(values).errorDetail(detail).build();
  }

  /** Partitions that do not exist are left out; nothing is ever too large to be answered here. */
  public BatchGetPartitionResponse batchGetPartition(BatchGetPartitionRequest request) {
    List<PartitionValueList> keys = request.partitionsToGet();
    Rules rules =
        Rules.check()
            .table(request.catalogId(), request.databaseName(), request.tableName())
            .required("partitionsToGet", request.hasPartitionsToGet() ? keys : null)
            .size("partitionsToGet", keys, 0, LARGEST_READ);
    checkKeys(rules, "partitionsToGet", keys);
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    PartitionAnswer answer =
        new PartitionAnswer(request.databaseName(), request.tableName(), entry);
    List<Partition> found = new ArrayList<>(keys.size());
    for (PartitionValueList key : new LinkedHashSet<>(keys)) {
      StoredPartition partition = entry.partitions().get(key.values());
      if (partition != null) {
        found.add(answer.complete(partition));
      }
    }
    return BatchGetPartitionResponse.builder().partitions(found).unprocessedKeys(List.of()).build();
  }

  private static void checkKeys(Rules rules, String path, List<PartitionValueList> keys) {
    for (int i = 0; i < keys.size(); i++) {
      PartitionValueList key = keys.get(i);
      rules.values(Constraints.item(path, i) + ".values", key.hasValues(), key.values());
    }
  }

  public BatchUpdatePartitionResponse batchUpdatePartition(BatchUpdatePartitionRequest request) {
    List<BatchUpdatePartitionRequestEntry> entries = request.entries();
    Rules rules =
        Rules.check()
            .table(request.catalogId(), request.databaseName(), request.tableName())
            .required("entries", request.hasEntries() ? entries : null)
            .size("entries", entries, request.hasEntries() ? 1 : 0, LARGEST_WRITE);
    for (int i = 0; i < entries.size(); i++) {
      String item = Constraints.item("entries", i);
      BatchUpdatePartitionRequestEntry update = entries.get(i);
      rules
          .values(
              item + ".partitionValueList",
              update.hasPartitionValueList(),
              update.partitionValueList())
          .partitionInput(item + ".partitionInput", update.partitionInput());
    }
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    List<BatchUpdatePartitionFailureEntry> errors = new ArrayList<>();
    entry.write(() -> {
      PartitionWrite write = new PartitionWrite(entry, clock.instant());
      for (BatchUpdatePartitionRequestEntry update : entries) {
        try {
          write.update(update.partitionValueList(), update.partitionInput());
        } catch (AwsServiceException e) {
          errors.add(failure(update.partitionValueList(), itemError(e, "Partition not found.")));
        }
      }
      write.commit();
      return entry;
    });
    return BatchUpdatePartitionResponse.builder().errors(errors).build();
  }

  private static BatchUpdatePartitionFailureEntry failure(List<String> values, ErrorDetail detail) {
    return BatchUpdatePartitionFailureEntry.builder()
        .partitionValueList(values)
        .errorDetail(detail)
        .build();
  }

  /** Each batch operation has its own words for a partition that is not there. */
  private static ErrorDetail itemError(AwsServiceException error, String notFound) {
    return error instanceof EntityNotFoundException
        ? ItemErrors.of(error, notFound)
        : ItemErrors.of(error);
  }

  public BatchDeletePartitionResponse batchDeletePartition(BatchDeletePartitionRequest request) {
    List<PartitionValueList> keys = request.partitionsToDelete();
    Rules rules =
        Rules.check()
            .table(request.catalogId(), request.databaseName(), request.tableName())
            .required("partitionsToDelete", request.hasPartitionsToDelete() ? keys : null)
            .size("partitionsToDelete", keys, 0, LARGEST_DELETE);
    checkKeys(rules, "partitionsToDelete", keys);
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    List<PartitionError> errors = new ArrayList<>();
    entry.write(() -> {
      PartitionWrite write = new PartitionWrite(entry, clock.instant());
      for (PartitionValueList key : keys) {
        try {
          write.delete(key.values());
        } catch (AwsServiceException e) {
          errors.add(partitionError(key.values(), itemError(e, "Partition not found")));
        }
      }
      write.commit();
      return entry;
    });
    return BatchDeletePartitionResponse.builder().errors(errors).build();
  }
}
