package dev.tarn.catalog.operations;

import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.TableEntry;
import dev.tarn.protocol.AwsAccount;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionMetadataResponse;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionsMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionsMetadataResponse;
import software.amazon.awssdk.services.glue.model.GetUnfilteredTableMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredTableMetadataResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UnfilteredPartition;

/**
 * The reads of engines that enforce Lake Formation's permissions themselves. Nothing is registered
 * with Lake Formation here, so every column is authorized and no row is filtered.
 */
public final class UnfilteredOperations {
  private static final String LISTING = "GetUnfilteredPartitionsMetadata";

  private final EntryLookup lookup;
  private final FilterCache filters = new FilterCache();
  private final AwsAccount account;

  public UnfilteredOperations(Catalogs catalogs, AwsAccount account) {
    this.lookup = new EntryLookup(catalogs);
    this.account = account;
  }

  public GetUnfilteredTableMetadataResponse getUnfilteredTableMetadata(
      GetUnfilteredTableMetadataRequest request) {
    Rules.check()
        .name("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .name("name", request.name())
        .required(
            "supportedPermissionTypes", request.hasSupportedPermissionTypes() ? request : null)
        .orThrow();
    Table table =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.name()).table();
    return GetUnfilteredTableMetadataResponse.builder()
        .table(table)
        .authorizedColumns(columns(table))
        .isRegisteredWithLakeFormation(false)
        .cellFilters(List.of())
        .isMultiDialectView(table.isMultiDialectView())
        .isProtected(false)
        .resourceArn(account.arn("glue", "table/" + table.databaseName() + "/" + table.name()))
        .build();
  }

  private static List<String> columns(Table table) {
    Stream<Column> data =
        table.storageDescriptor() == null
            ? Stream.of()
            : table.storageDescriptor().columns().stream();
    return Stream.concat(data, table.partitionKeys().stream()).map(Column::name).toList();
  }

  public GetUnfilteredPartitionMetadataResponse getUnfilteredPartitionMetadata(
      GetUnfilteredPartitionMetadataRequest request) {
    Rules.check()
        .name("catalogId", request.catalogId())
        .table(request.catalogId(), request.databaseName(), request.tableName())
        .values("partitionValues", request.hasPartitionValues(), request.partitionValues())
        .required(
            "supportedPermissionTypes", request.hasSupportedPermissionTypes() ? request : null)
        .orThrow();
    TableEntry entry =
        lookup.dataOf(request.catalogId(), request.databaseName(), request.tableName());
    StoredPartition partition = entry.partitions().get(request.partitionValues());
    if (partition == null) {
      throw PartitionWrite.notFound();
    }
    PartitionAnswer answer =
        new PartitionAnswer(request.databaseName(), request.tableName(), entry);
    return GetUnfilteredPartitionMetadataResponse.builder()
        .partition(answer.complete(partition))
        .authorizedColumns(columns(entry.table()))
        .isRegisteredWithLakeFormation(false)
        .build();
  }

  public GetUnfilteredPartitionsMetadataResponse getUnfilteredPartitionsMetadata(
      GetUnfilteredPartitionsMetadataRequest request) {
    Rules rules =
        Rules.check()
            .name("catalogId", request.catalogId())
            .table(request.catalogId(), request.databaseName(), request.tableName())
            .required(
                "supportedPermissionTypes", request.hasSupportedPermissionTypes() ? request : null);
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
    List<String> columns = columns(entry.table());
    return GetUnfilteredPartitionsMetadataResponse.builder()
        .unfilteredPartitions(
            page.map(partition ->
                UnfilteredPartition.builder()
                    .partition(answer.complete(partition))
                    .authorizedColumns(columns)
                    .isRegisteredWithLakeFormation(false)
                    .build()))
        .nextToken(page.nextToken())
        .build();
  }
}
