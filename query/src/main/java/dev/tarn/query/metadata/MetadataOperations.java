package dev.tarn.query.metadata;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OpaqueToken;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.DataCatalog;
import software.amazon.awssdk.services.athena.model.GetDatabaseRequest;
import software.amazon.awssdk.services.athena.model.GetDatabaseResponse;
import software.amazon.awssdk.services.athena.model.GetTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.GetTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.ListDatabasesRequest;
import software.amazon.awssdk.services.athena.model.ListDatabasesResponse;
import software.amazon.awssdk.services.athena.model.ListTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.ListTableMetadataResponse;
import software.amazon.awssdk.services.athena.model.MetadataException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GlueException;

/** Databases and tables as Athena shows them. */
public final class MetadataOperations {
  private static final int MAX_PAGE = 50;
  private static final int MAX_NAME = 128;

  private final DataCatalogs catalogs;
  private final GlueClient glue;
  private final IdGenerator requestIds;

  public MetadataOperations(DataCatalogs catalogs, GlueClient glue, IdGenerator requestIds) {
    this.catalogs = catalogs;
    this.glue = glue;
    this.requestIds = requestIds;
  }

  public GetDatabaseResponse getDatabase(GetDatabaseRequest request) {
    names(request.catalogName(), request.databaseName()).orThrow(InvalidRequests::invalidInput);
    checkReadable(request.catalogName());
    try {
      return GetDatabaseResponse.builder()
          .database(
              GlueMetadata.database(
                  glue.getDatabase(get -> get.name(request.databaseName())).database()))
          .build();
    } catch (EntityNotFoundException e) {
      throw InvalidRequests.metadata("Database " + request.databaseName() + " not found.");
    } catch (GlueException e) {
      throw refused(e);
    }
  }

  public ListDatabasesResponse listDatabases(ListDatabasesRequest request) {
    Constraints.withoutValues()
        .notNull("catalogName", request.catalogName())
        .length("catalogName", request.catalogName(), 1, 256)
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    checkReadable(request.catalogName());
    String listing = "ListDatabases";
    String token = glueToken(listing, request.nextToken());
    GetDatabasesResponse found =
        fromGlue(() ->
            glue.getDatabases(get -> get.nextToken(token).maxResults(size(request.maxResults()))));
    return ListDatabasesResponse.builder()
        .databaseList(found.databaseList().stream().map(GlueMetadata::database).toList())
        .nextToken(athenaToken(listing, found.nextToken()))
        .build();
  }

  public GetTableMetadataResponse getTableMetadata(GetTableMetadataRequest request) {
    names(request.catalogName(), request.databaseName())
        .notNull("tableName", request.tableName())
        .length("tableName", request.tableName(), 1, MAX_NAME)
        .orThrow(InvalidRequests::invalidInput);
    checkReadable(request.catalogName());
    return GetTableMetadataResponse.builder()
        .tableMetadata(
            GlueMetadata.table(
                fromGlue(() ->
                        glue.getTable(get ->
                            get.databaseName(request.databaseName()).name(request.tableName())))
                    .table()))
        .build();
  }

  public ListTableMetadataResponse listTableMetadata(ListTableMetadataRequest request) {
    names(request.catalogName(), request.databaseName())
        .length("expression", request.expression(), 0, 256)
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    checkReadable(request.catalogName());
    String expression = request.expression();
    String listing = "ListTableMetadata " + request.databaseName() + ' ' + expression;
    String token = glueToken(listing, request.nextToken());
    GetTablesResponse found =
        fromGlue(() ->
            glue.getTables(get ->
                get.databaseName(request.databaseName())
                    .expression(expression == null || expression.isEmpty() ? null : expression)
                    .nextToken(token)
                    .maxResults(size(request.maxResults()))));
    return ListTableMetadataResponse.builder()
        .tableMetadataList(found.tableList().stream().map(GlueMetadata::table).toList())
        .nextToken(athenaToken(listing, found.nextToken()))
        .build();
  }

  private static Constraints names(@Nullable String catalog, @Nullable String database) {
    return Constraints.withoutValues()
        .notNull("catalogName", catalog)
        .length("catalogName", catalog, 1, 256)
        .notNull("databaseName", database)
        .length("databaseName", database, 1, MAX_NAME);
  }

  /** Only Glue can be read; a Lambda function or another metastore is not here to be asked. */
  private void checkReadable(String catalog) {
    DataCatalog found = catalogs.require(catalog);
    if (!catalogs.isOwnGlueCatalog(found)) {
      throw InvalidRequests.metadata(DataCatalogs.unreadable(found));
    }
  }

  private <T> T fromGlue(Supplier<T> call) {
    try {
      return call.get();
    } catch (GlueException e) {
      throw refused(e);
    }
  }

  /** Glue's refusal as Athena passes it on. */
  private MetadataException refused(GlueException e) {
    String message =
        e instanceof EntityNotFoundException
            ? "Entity Not Found"
            : e.awsErrorDetails().errorMessage();
    return InvalidRequests.metadata(
        message
            + " (Service: AmazonDataCatalog; Status Code: "
            + e.statusCode()
            + "; Error Code: "
            + e.awsErrorDetails().errorCode()
            + "; Request ID: "
            + requestIds.newUuid()
            + "; Proxy: null)");
  }

  private static @Nullable String glueToken(String listing, @Nullable String token) {
    return token == null ? null : Page.position(listing, token);
  }

  private static @Nullable String athenaToken(String listing, @Nullable String glueToken) {
    return glueToken == null || glueToken.isEmpty() ? null : OpaqueToken.encode(listing, glueToken);
  }

  private static int size(@Nullable Integer maxResults) {
    return maxResults == null ? MAX_PAGE : maxResults;
  }
}
