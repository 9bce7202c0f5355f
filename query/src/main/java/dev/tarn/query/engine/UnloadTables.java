package dev.tarn.query.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/**
 * The database that UNLOAD writes into. The engine only writes files of a format by creating a
 * table; these tables live here, in memory, for as long as their query runs, and nowhere else. A
 * table must have the name of a query that runs.
 */
public final class UnloadTables {
  private static final int NOT_FOUND = 400;

  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final Map<String, Table> tables = new ConcurrentHashMap<>();

  /** Allows the query a table. */
  public void begin(String queryId) {
    running.add(queryId);
  }

  /** Ends the table of a query, if it had one. */
  public void forget(String queryId) {
    running.remove(queryId);
    tables.remove(queryId);
  }

  /** Answers what is asked of this database, and lets everything else through. */
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    String member = request instanceof GetDatabaseRequest ? "Name" : "DatabaseName";
    Optional<String> database = request.getValueForField(member, String.class);
    return database.filter(EngineCatalogs.UNLOAD_DATABASE::equals).isPresent()
        ? answer(request)
        : next.apply(request);
  }

  private GlueResponse answer(GlueRequest request) {
    return switch (request) {
      case GetDatabaseRequest _ ->
          GetDatabaseResponse.builder()
              .database(d -> d.name(EngineCatalogs.UNLOAD_DATABASE).locationUri("s3://unload/"))
              .build();
      case GetTableRequest get -> GetTableResponse.builder().table(table(get.name())).build();
      case CreateTableRequest create -> {
        put(create.tableInput());
        yield CreateTableResponse.builder().build();
      }
      case UpdateTableRequest update -> {
        put(update.tableInput());
        yield UpdateTableResponse.builder().build();
      }
      case DeleteTableRequest delete -> {
        tables.remove(delete.name());
        yield DeleteTableResponse.builder().build();
      }
      // Nobody asks for partitions and statistics again: the files are the result.
      case BatchCreatePartitionRequest _ -> BatchCreatePartitionResponse.builder().build();
      case UpdateColumnStatisticsForTableRequest _ ->
          UpdateColumnStatisticsForTableResponse.builder().build();
      case DeleteColumnStatisticsForTableRequest _ ->
          DeleteColumnStatisticsForTableResponse.builder().build();
      case UpdateColumnStatisticsForPartitionRequest _ ->
          UpdateColumnStatisticsForPartitionResponse.builder().build();
      case DeleteColumnStatisticsForPartitionRequest _ ->
          DeleteColumnStatisticsForPartitionResponse.builder().build();
      default -> throw notFound(request.toString());
    };
  }

  private Table table(String name) {
    @Nullable Table table = tables.get(name);
    if (table == null) {
      throw notFound(name);
    }
    return table;
  }

  private void put(TableInput input) {
    if (!running.contains(input.name())) {
      throw notFound(EngineCatalogs.UNLOAD_DATABASE);
    }
    tables.put(
        input.name(),
        Table.builder()
            .databaseName(EngineCatalogs.UNLOAD_DATABASE)
            .name(input.name())
            .owner(input.owner())
            .tableType(input.tableType())
            .parameters(input.parameters())
            .storageDescriptor(input.storageDescriptor())
            .partitionKeys(input.partitionKeys())
            .build());
  }

  private static EntityNotFoundException notFound(String what) {
    String message = "Entity Not Found: " + what;
    return EntityNotFoundException.builder()
        .message(message)
        .statusCode(NOT_FOUND)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("EntityNotFoundException")
                .errorMessage(message)
                .serviceName("Glue")
                .build())
        .build();
  }
}
