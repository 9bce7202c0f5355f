package dev.tarn.catalog;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.catalog.operations.CatalogOperations;
import dev.tarn.catalog.operations.CatalogResources;
import dev.tarn.catalog.operations.CatalogSettingsOperations;
import dev.tarn.catalog.operations.ConnectionOperations;
import dev.tarn.catalog.operations.DatabaseOperations;
import dev.tarn.catalog.operations.FunctionOperations;
import dev.tarn.catalog.operations.PartitionBatchOperations;
import dev.tarn.catalog.operations.PartitionIndexOperations;
import dev.tarn.catalog.operations.PartitionListingOperations;
import dev.tarn.catalog.operations.PartitionOperations;
import dev.tarn.catalog.operations.PartitionStatisticsOperations;
import dev.tarn.catalog.operations.ResourcePolicyOperations;
import dev.tarn.catalog.operations.SearchOperations;
import dev.tarn.catalog.operations.SecurityConfigurationOperations;
import dev.tarn.catalog.operations.TableOperations;
import dev.tarn.catalog.operations.TableStatisticsOperations;
import dev.tarn.catalog.operations.TableVersionOperations;
import dev.tarn.catalog.operations.TagOperations;
import dev.tarn.catalog.operations.UnfilteredOperations;
import dev.tarn.catalog.partition.PartitionStatistics;
import dev.tarn.catalog.repository.AccountEntities;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.ResourceTags;
import dev.tarn.catalog.schema.SchemaRegistry;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateConnectionRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionIndexRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.DeleteSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogImportStatusRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogsRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionsRequest;
import software.amazon.awssdk.services.glue.model.GetDataCatalogEncryptionSettingsRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePoliciesRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationRequest;
import software.amazon.awssdk.services.glue.model.GetSecurityConfigurationsRequest;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTagsRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionsMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredTableMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.ImportCatalogToGlueRequest;
import software.amazon.awssdk.services.glue.model.PutDataCatalogEncryptionSettingsRequest;
import software.amazon.awssdk.services.glue.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;
import software.amazon.awssdk.services.glue.model.UntagResourceRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateConnectionRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateUserDefinedFunctionRequest;

/** Says which method serves which operation of Glue. */
final class GlueOperations {
  private final CatalogContents contents;
  private final Environment environment;
  private final ResourceTags resourceTags;
  private final CatalogResources resources;

  private GlueOperations(CatalogContents contents, Environment environment) {
    this.contents = contents;
    this.environment = environment;
    this.resourceTags = new ResourceTags(contents.entities().tags());
    this.resources =
        new CatalogResources(
            environment.account(), contents.catalogs(), contents.entities(), resourceTags);
  }

  /** What the operations work on. */
  record CatalogContents(
      Catalogs catalogs, SchemaRegistry schemas, AccountEntities entities, IcebergTables iceberg) {}

  /** What the operations work with. */
  record Environment(AwsAccount account, Clock clock, IdGenerator ids, Executor background) {}

  /** First what clients call first. */
  static OperationTable table(CatalogContents contents, Environment environment) {
    GlueOperations operations = new GlueOperations(contents, environment);
    return OperationTable.builder(ServiceModel.of(GlueClient.class, "Glue", "AWSGlue"))
        .requestIds(environment.ids())
        .section(operations::databases)
        .section(operations::tables)
        .section(operations::partitions)
        .section(operations::statistics)
        .section(operations::functions)
        .section(operations::connections)
        .section(operations::account)
        .section(operations::reads)
        .section(contents.schemas()::addOperations)
        .build();
  }

  private void databases(OperationTable.Builder table) {
    var databases =
        new DatabaseOperations(contents.catalogs(), resourceTags, resources, environment.clock());
    table
        .add(CreateDatabaseRequest.class, databases::createDatabase)
        .add(GetDatabaseRequest.class, databases::getDatabase)
        .add(GetDatabasesRequest.class, databases::getDatabases)
        .add(UpdateDatabaseRequest.class, databases::updateDatabase)
        .add(DeleteDatabaseRequest.class, databases::deleteDatabase);
  }

  private void tables(OperationTable.Builder table) {
    var tables =
        new TableOperations(
            contents.catalogs(),
            contents.schemas(),
            contents.iceberg(),
            environment.account(),
            environment.clock());
    var versions = new TableVersionOperations(contents.catalogs());
    table
        .add(CreateTableRequest.class, tables::createTable)
        .add(GetTableRequest.class, tables::getTable)
        .add(GetTablesRequest.class, tables::getTables)
        .add(UpdateTableRequest.class, tables::updateTable)
        .add(DeleteTableRequest.class, tables::deleteTable)
        .add(BatchDeleteTableRequest.class, tables::batchDeleteTable)
        .add(GetTableVersionRequest.class, versions::getTableVersion)
        .add(GetTableVersionsRequest.class, versions::getTableVersions)
        .add(DeleteTableVersionRequest.class, versions::deleteTableVersion)
        .add(BatchDeleteTableVersionRequest.class, versions::batchDeleteTableVersion);
  }

  private void partitions(OperationTable.Builder table) {
    var partitions = new PartitionOperations(contents.catalogs(), environment.clock());
    var partitionListing = new PartitionListingOperations(contents.catalogs());
    var partitionBatches = new PartitionBatchOperations(contents.catalogs(), environment.clock());
    var partitionIndexes =
        new PartitionIndexOperations(contents.catalogs(), environment.background());
    table
        .add(CreatePartitionRequest.class, partitions::createPartition)
        .add(GetPartitionRequest.class, partitions::getPartition)
        .add(UpdatePartitionRequest.class, partitions::updatePartition)
        .add(DeletePartitionRequest.class, partitions::deletePartition)
        .add(GetPartitionsRequest.class, partitionListing::getPartitions)
        .add(BatchCreatePartitionRequest.class, partitionBatches::batchCreatePartition)
        .add(BatchGetPartitionRequest.class, partitionBatches::batchGetPartition)
        .add(BatchUpdatePartitionRequest.class, partitionBatches::batchUpdatePartition)
        .add(BatchDeletePartitionRequest.class, partitionBatches::batchDeletePartition)
        .add(CreatePartitionIndexRequest.class, partitionIndexes::createPartitionIndex)
        .add(GetPartitionIndexesRequest.class, partitionIndexes::getPartitionIndexes)
        .add(DeletePartitionIndexRequest.class, partitionIndexes::deletePartitionIndex);
  }

  private void statistics(OperationTable.Builder table) {
    var tableStatistics = new TableStatisticsOperations(contents.catalogs());
    var partitionStatistics =
        new PartitionStatisticsOperations(
            contents.catalogs(), new PartitionStatistics(new AwsJsonCodec()));
    table
        .add(GetColumnStatisticsForTableRequest.class, tableStatistics::getColumnStatisticsForTable)
        .add(
            UpdateColumnStatisticsForTableRequest.class,
            tableStatistics::updateColumnStatisticsForTable)
        .add(
            DeleteColumnStatisticsForTableRequest.class,
            tableStatistics::deleteColumnStatisticsForTable)
        .add(
            GetColumnStatisticsForPartitionRequest.class,
            partitionStatistics::getColumnStatisticsForPartition)
        .add(
            UpdateColumnStatisticsForPartitionRequest.class,
            partitionStatistics::updateColumnStatisticsForPartition)
        .add(
            DeleteColumnStatisticsForPartitionRequest.class,
            partitionStatistics::deleteColumnStatisticsForPartition);
  }

  private void functions(OperationTable.Builder table) {
    var functions = new FunctionOperations(contents.catalogs(), environment.clock());
    table
        .add(CreateUserDefinedFunctionRequest.class, functions::createUserDefinedFunction)
        .add(GetUserDefinedFunctionRequest.class, functions::getUserDefinedFunction)
        .add(GetUserDefinedFunctionsRequest.class, functions::getUserDefinedFunctions)
        .add(UpdateUserDefinedFunctionRequest.class, functions::updateUserDefinedFunction)
        .add(DeleteUserDefinedFunctionRequest.class, functions::deleteUserDefinedFunction);
  }

  private void connections(OperationTable.Builder table) {
    var connections =
        new ConnectionOperations(
            contents.catalogs(),
            contents.entities().connections(),
            resourceTags,
            resources,
            environment.account(),
            environment.clock());
    table
        .add(CreateConnectionRequest.class, connections::createConnection)
        .add(GetConnectionRequest.class, connections::getConnection)
        .add(GetConnectionsRequest.class, connections::getConnections)
        .add(UpdateConnectionRequest.class, connections::updateConnection)
        .add(DeleteConnectionRequest.class, connections::deleteConnection)
        .add(BatchDeleteConnectionRequest.class, connections::batchDeleteConnection);
  }

  private void account(OperationTable.Builder table) {
    var tags = new TagOperations(List.of(resources, contents.schemas()));
    var policies =
        new ResourcePolicyOperations(
            contents.entities().policies(), resources.catalog(), environment.clock());
    var settings =
        new CatalogSettingsOperations(
            contents.catalogs(), contents.entities().settings(), environment.account());
    var securityConfigurations =
        new SecurityConfigurationOperations(
            contents.entities().securityConfigurations(), environment.clock());
    table
        .add(TagResourceRequest.class, tags::tagResource)
        .add(UntagResourceRequest.class, tags::untagResource)
        .add(GetTagsRequest.class, tags::getTags)
        .add(PutResourcePolicyRequest.class, policies::putResourcePolicy)
        .add(GetResourcePolicyRequest.class, policies::getResourcePolicy)
        .add(GetResourcePoliciesRequest.class, policies::getResourcePolicies)
        .add(DeleteResourcePolicyRequest.class, policies::deleteResourcePolicy)
        .add(
            GetDataCatalogEncryptionSettingsRequest.class,
            settings::getDataCatalogEncryptionSettings)
        .add(
            PutDataCatalogEncryptionSettingsRequest.class,
            settings::putDataCatalogEncryptionSettings)
        .add(GetCatalogImportStatusRequest.class, settings::getCatalogImportStatus)
        .add(ImportCatalogToGlueRequest.class, settings::importCatalogToGlue)
        .add(
            CreateSecurityConfigurationRequest.class,
            securityConfigurations::createSecurityConfiguration)
        .add(
            GetSecurityConfigurationRequest.class, securityConfigurations::getSecurityConfiguration)
        .add(
            GetSecurityConfigurationsRequest.class,
            securityConfigurations::getSecurityConfigurations)
        .add(
            DeleteSecurityConfigurationRequest.class,
            securityConfigurations::deleteSecurityConfiguration);
  }

  private void reads(OperationTable.Builder table) {
    var catalogReads = new CatalogOperations(contents.catalogs(), environment.account());
    var search = new SearchOperations(contents.catalogs());
    var unfiltered = new UnfilteredOperations(contents.catalogs(), environment.account());
    table
        .add(GetCatalogRequest.class, catalogReads::getCatalog)
        .add(GetCatalogsRequest.class, catalogReads::getCatalogs)
        .add(SearchTablesRequest.class, search::searchTables)
        .add(GetUnfilteredTableMetadataRequest.class, unfiltered::getUnfilteredTableMetadata)
        .add(
            GetUnfilteredPartitionMetadataRequest.class, unfiltered::getUnfilteredPartitionMetadata)
        .add(
            GetUnfilteredPartitionsMetadataRequest.class,
            unfiltered::getUnfilteredPartitionsMetadata);
  }
}
