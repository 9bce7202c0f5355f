package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import java.time.Clock;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;

/** Single partitions: create, read, update, delete. */
public final class PartitionOperations {
  private static final int MOST_KEYS = 100;

  private final EntryLookup lookup;
  private final Clock clock;

  public PartitionOperations(Catalogs catalogs, Clock clock) {
    this.lookup = new EntryLookup(catalogs);
    this.clock = clock;
  }

  public CreatePartitionResponse createPartition(CreatePartitionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .partitionInput("partitionInput", request.partitionInput())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    entry.write(() -> {
      PartitionWrite write = new PartitionWrite(entry, clock.instant());
      write.create(request.partitionInput());
      write.commit();
      return entry;
    });
    return CreatePartitionResponse.builder().build();
  }

  public GetPartitionResponse getPartition(GetPartitionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .values("partitionValues", request.hasPartitionValues(), request.partitionValues())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    StoredPartition partition = entry.partitions().get(request.partitionValues());
    if (partition == null) {
      throw PartitionWrite.notFound();
    }
    Partition answer =
        new PartitionAnswer(request.databaseName(), request.tableName(), entry).complete(partition);
    return GetPartitionResponse.builder().partition(answer).build();
  }

  public UpdatePartitionResponse updatePartition(UpdatePartitionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .values("partitionValueList", request.hasPartitionValueList(), request.partitionValueList())
        .size("partitionValueList", request.partitionValueList(), 0, MOST_KEYS)
        .partitionInput("partitionInput", request.partitionInput())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    entry.write(() -> {
      PartitionWrite write = new PartitionWrite(entry, clock.instant());
      write.update(request.partitionValueList(), request.partitionInput());
      write.commit();
      return entry;
    });
    return UpdatePartitionResponse.builder().build();
  }

  public DeletePartitionResponse deletePartition(DeletePartitionRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .values("partitionValues", request.hasPartitionValues(), request.partitionValues())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    entry.write(() -> {
      PartitionWrite write = new PartitionWrite(entry, clock.instant());
      write.delete(request.partitionValues());
      write.commit();
      return entry;
    });
    return DeletePartitionResponse.builder().build();
  }
}
