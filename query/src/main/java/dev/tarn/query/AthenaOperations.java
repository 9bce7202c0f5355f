package dev.tarn.query;

import dev.tarn.protocol.OperationTable;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.query.capacity.CapacityOperations;
import dev.tarn.query.execution.QueryOperations;
import dev.tarn.query.execution.ResultOperations;
import dev.tarn.query.metadata.DataCatalogOperations;
import dev.tarn.query.metadata.MetadataOperations;
import dev.tarn.query.prepared.NamedQueryOperations;
import dev.tarn.query.prepared.PreparedStatementOperations;
import dev.tarn.query.tag.TagOperations;
import dev.tarn.query.workgroup.WorkGroupOperations;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.BatchGetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.BatchGetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.CancelCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.CreateCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.CreateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.CreatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.DeleteCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.DeleteDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.DeleteNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.DeletePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.DeleteWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetCapacityAssignmentConfigurationRequest;
import software.amazon.awssdk.services.athena.model.GetCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.GetDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.GetDatabaseRequest;
import software.amazon.awssdk.services.athena.model.GetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.GetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsRequest;
import software.amazon.awssdk.services.athena.model.GetTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.ListApplicationDpuSizesRequest;
import software.amazon.awssdk.services.athena.model.ListCapacityReservationsRequest;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsRequest;
import software.amazon.awssdk.services.athena.model.ListDatabasesRequest;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsRequest;
import software.amazon.awssdk.services.athena.model.ListNamedQueriesRequest;
import software.amazon.awssdk.services.athena.model.ListPreparedStatementsRequest;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsRequest;
import software.amazon.awssdk.services.athena.model.ListTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.PutCapacityAssignmentConfigurationRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.TagResourceRequest;
import software.amazon.awssdk.services.athena.model.UntagResourceRequest;
import software.amazon.awssdk.services.athena.model.UpdateCapacityReservationRequest;
import software.amazon.awssdk.services.athena.model.UpdateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.UpdateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.UpdatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.UpdateWorkGroupRequest;

/** All operations of Athena that are implemented, by family. */
record AthenaOperations(
    QueryOperations queries,
    ResultOperations results,
    WorkGroupOperations workGroups,
    NamedQueryOperations namedQueries,
    PreparedStatementOperations preparedStatements,
    DataCatalogOperations dataCatalogs,
    MetadataOperations metadata,
    CapacityOperations capacity,
    TagOperations tags) {
  private static final ServiceModel MODEL =
      ServiceModel.of(AthenaClient.class, "Athena", "AmazonAthena");

  /** First what clients call first. */
  OperationTable table() {
    return OperationTable.builder(MODEL)
        .section(this::executions)
        .section(this::workGroupsAndMetadata)
        .section(this::savedQueries)
        .section(this::others)
        .build();
  }

  private void executions(OperationTable.Builder table) {
    table
        .add(StartQueryExecutionRequest.class, queries::startQueryExecution)
        .add(GetQueryExecutionRequest.class, queries::getQueryExecution)
        .add(BatchGetQueryExecutionRequest.class, queries::batchGetQueryExecution)
        .add(StopQueryExecutionRequest.class, queries::stopQueryExecution)
        .add(ListQueryExecutionsRequest.class, queries::listQueryExecutions)
        .add(GetQueryRuntimeStatisticsRequest.class, queries::getQueryRuntimeStatistics)
        .add(GetQueryResultsRequest.class, results::getQueryResults);
  }

  private void workGroupsAndMetadata(OperationTable.Builder table) {
    table
        .add(CreateWorkGroupRequest.class, workGroups::createWorkGroup)
        .add(GetWorkGroupRequest.class, workGroups::getWorkGroup)
        .add(ListWorkGroupsRequest.class, workGroups::listWorkGroups)
        .add(UpdateWorkGroupRequest.class, workGroups::updateWorkGroup)
        .add(DeleteWorkGroupRequest.class, workGroups::deleteWorkGroup)
        .add(ListEngineVersionsRequest.class, workGroups::listEngineVersions)
        .add(GetDatabaseRequest.class, metadata::getDatabase)
        .add(ListDatabasesRequest.class, metadata::listDatabases)
        .add(GetTableMetadataRequest.class, metadata::getTableMetadata)
        .add(ListTableMetadataRequest.class, metadata::listTableMetadata);
  }

  private void savedQueries(OperationTable.Builder table) {
    table
        .add(CreateNamedQueryRequest.class, namedQueries::createNamedQuery)
        .add(GetNamedQueryRequest.class, namedQueries::getNamedQuery)
        .add(BatchGetNamedQueryRequest.class, namedQueries::batchGetNamedQuery)
        .add(ListNamedQueriesRequest.class, namedQueries::listNamedQueries)
        .add(UpdateNamedQueryRequest.class, namedQueries::updateNamedQuery)
        .add(DeleteNamedQueryRequest.class, namedQueries::deleteNamedQuery)
        .add(CreatePreparedStatementRequest.class, preparedStatements::createPreparedStatement)
        .add(GetPreparedStatementRequest.class, preparedStatements::getPreparedStatement)
        .add(BatchGetPreparedStatementRequest.class, preparedStatements::batchGetPreparedStatement)
        .add(ListPreparedStatementsRequest.class, preparedStatements::listPreparedStatements)
        .add(UpdatePreparedStatementRequest.class, preparedStatements::updatePreparedStatement)
        .add(DeletePreparedStatementRequest.class, preparedStatements::deletePreparedStatement);
  }

  private void others(OperationTable.Builder table) {
    table
        .add(CreateDataCatalogRequest.class, dataCatalogs::createDataCatalog)
        .add(GetDataCatalogRequest.class, dataCatalogs::getDataCatalog)
        .add(ListDataCatalogsRequest.class, dataCatalogs::listDataCatalogs)
        .add(UpdateDataCatalogRequest.class, dataCatalogs::updateDataCatalog)
        .add(DeleteDataCatalogRequest.class, dataCatalogs::deleteDataCatalog)
        .add(CancelCapacityReservationRequest.class, capacity::cancelCapacityReservation)
        .add(CreateCapacityReservationRequest.class, capacity::createCapacityReservation)
        .add(DeleteCapacityReservationRequest.class, capacity::deleteCapacityReservation)
        .add(
            GetCapacityAssignmentConfigurationRequest.class,
            capacity::getCapacityAssignmentConfiguration)
        .add(GetCapacityReservationRequest.class, capacity::getCapacityReservation)
        .add(ListCapacityReservationsRequest.class, capacity::listCapacityReservations)
        .add(
            PutCapacityAssignmentConfigurationRequest.class,
            capacity::putCapacityAssignmentConfiguration)
        .add(UpdateCapacityReservationRequest.class, capacity::updateCapacityReservation)
        .add(ListApplicationDpuSizesRequest.class, capacity::listApplicationDpuSizes)
        .add(TagResourceRequest.class, tags::tagResource)
        .add(UntagResourceRequest.class, tags::untagResource)
        .add(ListTagsForResourceRequest.class, tags::listTagsForResource);
  }
}
