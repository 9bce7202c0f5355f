package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;

/** Listing the partitions of a table, filtered and in segments. */
public final class PartitionListingOperations {
  private static final String LISTING = "GetPartitions";

  private final EntryLookup lookup;
  private final FilterCache filters = new FilterCache();

  public PartitionListingOperations(Catalogs catalogs) {
    this.lookup = new EntryLookup(catalogs);
  }

  public GetPartitionsResponse getPartitions(GetPartitionsRequest request) {
    Rules rules =
        Rules.check().table(request.catalogId(), request.databaseName(), request.tableName());
    PartitionListing listing =
        new PartitionListing(
            LISTING,
            request.expression(),
            request.segment(),
            request.nextToken(),
            request.maxResults());
    listing.check(rules);
    rules.orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    Page<StoredPartition> page = listing.page(entry, filters);
    PartitionAnswer answer =
        new PartitionAnswer(request.databaseName(), request.tableName(), entry);
    boolean withoutColumns = Boolean.TRUE.equals(request.excludeColumnSchema());
    return GetPartitionsResponse.builder()
        .partitions(page.map(withoutColumns ? answer::withoutColumns : answer::complete))
        .nextToken(page.nextToken())
        .build();
  }
}
