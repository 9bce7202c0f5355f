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
  private GlueOperations() {}

  /** What the operations work on. */
  record CatalogContents(
      Catalogs catalogs, SchemaRegistry schemas, AccountEntities entities, IcebergTables iceberg) {}

  /** What the operations work with. */
  record Environment(AwsAccount account, Clock clock, IdGenerator ids, Executor background) {}

  static OperationTable table(CatalogContents contents, Environment environment) {
    Catalogs catalogs = contents.catalogs();
    SchemaRegistry schemas = contents.schemas();
    AccountEntities entities = contents.entities();
    AwsAccount account = environment.account();
    Clock clock = environment.clock();
    Executor background = environment.background();
    var resourceTags = new ResourceTags(entities.tags());
    var resources = new CatalogResources(account, catalogs, entities, resourceTags);
    var databases = new DatabaseOperations(catalogs, resourceTags, resources, clock);
    var tables = new TableOperations(catalogs, schemas, contents.iceberg(), account, clock);
    var versions = new TableVersionOperations(catalogs);
    var partitions = new PartitionOperations(catalogs, clock);
    var partitionListing = new PartitionListingOperations(catalogs);
    var partitionBatches = new PartitionBatchOperations(catalogs, clock);
    var tableStatistics = new TableStatisticsOperations(catalogs);
    var partitionStatistics =
        new PartitionStatisticsOperations(catalogs, new PartitionStatistics(new AwsJsonCodec()));
    var partitionIndexes = new PartitionIndexOperations(catalogs, background);
    var connections =
        new ConnectionOperations(
            catalogs, entities.connections(), resourceTags, resources, account, clock);
    var tags = new TagOperations(List.of(resources, schemas));
    var policies = new ResourcePolicyOperations(entities.policies(), resources.catalog(), clock);
    var settings = new CatalogSettingsOperations(catalogs, entities.settings(), account);
    var securityConfigurations =
        new SecurityConfigurationOperations(entities.securityConfigurations(), clock);
    var catalogReads = new CatalogOperations(catalogs, account);
    var search = new SearchOperations(catalogs);
    var unfiltered = new UnfilteredOperations(catalogs, account);
    var functions = new FunctionOperations(catalogs, clock);
    OperationTable.Builder table =
        OperationTable.builder(ServiceModel.of(GlueClient.class, "Glue", "AWSGlue"))
            .requestIds(environment.ids());
    schemas.addOperations(table);
    return table
        .add(CreateDatabaseRequest.class, databases::createDatabase)
        .add(GetDatabaseRequest.class, databases::getDatabase)
        .add(GetDatabasesRequest.class, databases::getDatabases)
        .add(UpdateDatabaseRequest.class, databases::updateDatabase)
        .add(DeleteDatabaseRequest.class, databases::deleteDatabase)
        .add(CreateTableRequest.class, tables::createTable)
        .add(GetTableRequest.class, tables::getTable)
        .add(GetTablesRequest.class, tables::getTables)
        .add(UpdateTableRequest.class, tables::updateTable)
        .add(DeleteTableRequest.class, tables::deleteTable)
        .add(BatchDeleteTableRequest.class, tables::batchDeleteTable)
        .add(GetTableVersionRequest.class, versions::getTableVersion)
        .add(GetTableVersionsRequest.class, versions::getTableVersions)
        .add(DeleteTableVersionRequest.class, versions::deleteTableVersion)
        .add(BatchDeleteTableVersionRequest.class, versions::batchDeleteTableVersion)
        .add(CreatePartitionRequest.class, partitions::createPartition)
        .add(GetPartitionRequest.class, partitions::getPartition)
        .add(UpdatePartitionRequest.class, partitions::updatePartition)
        .add(DeletePartitionRequest.class, partitions::deletePartition)
        .add(GetPartitionsRequest.class, partitionListing::getPartitions)
        .add(BatchCreatePartitionRequest.class, partitionBatches::batchCreatePartition)
        .add(BatchGetPartitionRequest.class, partitionBatches::batchGetPartition)
        .add(BatchUpdatePartitionRequest.class, partitionBatches::batchUpdatePartition)
        .add(BatchDeletePartitionRequest.class, partitionBatches::batchDeletePartition)
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
            partitionStatistics::deleteColumnStatisticsForPartition)
        .add(CreateUserDefinedFunctionRequest.class, functions::createUserDefinedFunction)
        .add(GetUserDefinedFunctionRequest.class, functions::getUserDefinedFunction)
        .add(GetUserDefinedFunctionsRequest.class, functions::getUserDefinedFunctions)
        .add(UpdateUserDefinedFunctionRequest.class, functions::updateUserDefinedFunction)
        .add(DeleteUserDefinedFunctionRequest.class, functions::deleteUserDefinedFunction)
        .add(CreatePartitionIndexRequest.class, partitionIndexes::createPartitionIndex)
        .add(GetPartitionIndexesRequest.class, partitionIndexes::getPartitionIndexes)
        .add(DeletePartitionIndexRequest.class, partitionIndexes::deletePartitionIndex)
        .add(CreateConnectionRequest.class, connections::createConnection)
        .add(GetConnectionRequest.class, connections::getConnection)
        .add(GetConnectionsRequest.class, connections::getConnections)
        .add(UpdateConnectionRequest.class, connections::updateConnection)
        .add(DeleteConnectionRequest.class, connections::deleteConnection)
        .add(BatchDeleteConnectionRequest.class, connections::batchDeleteConnection)
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
            securityConfigurations::deleteSecurityConfiguration)
        .add(GetCatalogRequest.class, catalogReads::getCatalog)
        .add(GetCatalogsRequest.class, catalogReads::getCatalogs)
        .add(SearchTablesRequest.class, search::searchTables)
        .add(GetUnfilteredTableMetadataRequest.class, unfiltered::getUnfilteredTableMetadata)
        .add(
            GetUnfilteredPartitionMetadataRequest.class, unfiltered::getUnfilteredPartitionMetadata)
        .add(
            GetUnfilteredPartitionsMetadataRequest.class,
            unfiltered::getUnfilteredPartitionsMetadata)
        .build();
  }
}
