package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import dev.tarn.catalog.repository.TableIndexes;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.model.CreatePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionIndexResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionIndexResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesResponse;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.PartitionIndexStatus;

/** Partition indexes: create, list, delete. Building and removing happen behind the answer. */
public final class PartitionIndexOperations {
  private static final Logger log = LoggerFactory.getLogger(PartitionIndexOperations.class);

  private final EntryLookup lookup;
  private final Executor background;

  public PartitionIndexOperations(Catalogs catalogs, Executor background) {
    this.lookup = new EntryLookup(catalogs);
    this.background = background;
  }

  public CreatePartitionIndexResponse createPartitionIndex(CreatePartitionIndexRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .partitionIndex("partitionIndex", request.partitionIndex())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    entry.write(() -> {
      refuseWhileChanging(entry.indexes());
      PartitionIndexRules rules = new PartitionIndexRules(entry.table().partitionKeys());
      entry.indexes().add(rules.describe(request.partitionIndex(), entry.indexes().all()));
      return entry;
    });
    String name = request.partitionIndex().indexName();
    inBackground(
        entry,
        () ->
            entry.write(() -> {
              entry.indexes().build(name, entry.table().partitionKeys());
              return entry;
            }));
    return CreatePartitionIndexResponse.builder().build();
  }

  private static void refuseWhileChanging(TableIndexes indexes) {
    for (PartitionIndexDescriptor index : indexes.all()) {
      if (index.indexStatus() == PartitionIndexStatus.CREATING
          || index.indexStatus() == PartitionIndexStatus.DELETING) {
        throw CatalogErrors.invalidInput(
            "Index "
                + index.indexName()
                + " is in "
                + index.indexStatusAsString()
                + " state. Only 1 index can be created or deleted simultaneously per table.");
      }
    }
  }

  private void inBackground(TableEntry entry, Runnable change) {
    background.execute(() -> {
      try {
        change.run();
      } catch (AwsServiceException e) {
        log.debug("Table {} went away under its index", entry.table().name(), e);
      } catch (RuntimeException e) {
        log.error("Cannot change an index of table {}", entry.table().name(), e);
      }
    });
  }

  public GetPartitionIndexesResponse getPartitionIndexes(GetPartitionIndexesRequest request) {
    Rules.check().table(request.catalogId(), request.databaseName(), request.tableName()).orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    return GetPartitionIndexesResponse.builder()
        .partitionIndexDescriptorList(entry.indexes().all())
        .build();
  }

  public DeletePartitionIndexResponse deletePartitionIndex(DeletePartitionIndexRequest request) {
    Rules.check()
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .name("indexName", request.indexName())
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    String name = request.indexName();
    entry.write(() -> {
      if (entry.indexes().find(name).isEmpty()) {
        throw CatalogErrors.notFound("Partition Index " + name + " not found.");
      }
      refuseWhileChanging(entry.indexes());
      entry.indexes().retire(name);
      return entry;
    });
    inBackground(
        entry,
        () ->
            entry.write(() -> {
              entry.indexes().remove(name);
              return entry;
            }));
    return DeletePartitionIndexResponse.builder().build();
  }
}
