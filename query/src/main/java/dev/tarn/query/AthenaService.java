package dev.tarn.query;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationTable;
import dev.tarn.query.capacity.CapacityOperations;
import dev.tarn.query.capacity.CapacityReservations;
import dev.tarn.query.ddl.HiveStatementRunner;
import dev.tarn.query.dialect.AthenaDialect;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.execution.ExecutionHistory;
import dev.tarn.query.execution.QueryLimits;
import dev.tarn.query.execution.QueryPace;
import dev.tarn.query.execution.QueryService;
import dev.tarn.query.iceberg.IcebergEngine;
import dev.tarn.query.metadata.DataCatalogOperations;
import dev.tarn.query.metadata.DataCatalogs;
import dev.tarn.query.metadata.MetadataOperations;
import dev.tarn.query.prepared.NamedQueries;
import dev.tarn.query.prepared.NamedQueryOperations;
import dev.tarn.query.prepared.PreparedStatementOperations;
import dev.tarn.query.prepared.PreparedStatements;
import dev.tarn.query.result.ManagedResults;
import dev.tarn.query.tag.TagOperations;
import dev.tarn.query.tag.Tags;
import dev.tarn.query.workgroup.WorkGroupOperations;
import dev.tarn.query.workgroup.WorkGroups;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.Durability;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueClient;

/** Amazon Athena over one catalog, one object store and one engine. */
public final class AthenaService implements AutoCloseable {
  private final QueryService queries;
  private final OperationTable operations;

  private AthenaService(QueryService queries, OperationTable operations) {
    this.queries = queries;
    this.operations = operations;
  }

  /**
   * Opens Athena on its directory.
   *
   * @param engine need not be ready; queries wait for it. It is not closed with the service.
   */
  public static AthenaService open(
      Path directory,
      AwsAccount account,
      GlueClient glue,
      ObjectStore objects,
      Engine engine,
      Clock clock,
      IdGenerator ids,
      Durability durability)
      throws IOException {
    return open(
        directory, account, glue, objects, engine, clock, ids, durability, QueryPace.UNHURRIED);
  }

  /**
   * Opens Athena on its directory.
   *
   * @param pace holds queries up, for tests of what waits for them
   */
  public static AthenaService open(
      Path directory,
      AwsAccount account,
      GlueClient glue,
      ObjectStore objects,
      Engine engine,
      Clock clock,
      IdGenerator ids,
      Durability durability,
      QueryPace pace)
      throws IOException {
    var dialect = new AthenaDialect(glue, ids);
    var hive = new HiveStatementRunner(glue, objects, clock, ids);
    return open(
        directory,
        new Environment(account, glue, objects, clock, ids, durability, QueryLimits.DEFAULT),
        new QueryService.Executors(
            dialect::parse,
            new IcebergEngine(engine, glue, new IcebergTables(() -> objects, ids)),
            hive::run,
            pace));
  }

  /** What the service is told about the world around it. */
  record Environment(
      AwsAccount account,
      GlueClient glue,
      ObjectStore objects,
      Clock clock,
      IdGenerator ids,
      Durability durability,
      QueryLimits limits) {}

  static AthenaService open(
      Path directory, Environment environment, QueryService.Executors executors)
      throws IOException {
    // AWS counts in milliseconds, and so do the files.
    Clock clock = Clock.tick(environment.clock(), Duration.ofMillis(1));
    AwsAccount account = environment.account();
    IdGenerator ids = environment.ids();
    var files = new AtomicFiles(environment.durability());
    var workGroups = WorkGroups.open(directory.resolve("workgroups"), files, clock);
    var prepared = PreparedStatements.open(directory.resolve("prepared-statements"), files);
    var named = NamedQueries.open(directory.resolve("named-queries"), files);
    var catalogs = DataCatalogs.open(directory.resolve("data-catalogs"), files, account);
    var tags = Tags.open(directory.resolve("tags"), files);
    var history =
        ExecutionHistory.open(directory.resolve("executions"), clock, environment.durability());
    var capacity = CapacityReservations.open(directory.resolve("capacity"), files);
    var surroundings =
        new QueryService.Surroundings(
            account,
            workGroups,
            prepared,
            catalogs,
            environment.objects(),
            ManagedResults.open(
                directory.resolve("managed-results"), environment.durability(), clock));
    var queries =
        new QueryService(history, executors, surroundings, environment.limits(), clock, ids);
    var workGroupOperations =
        new WorkGroupOperations(
            workGroups,
            tags,
            account,
            clock,
            List.of(queries.contents(), prepared, named, capacity));
    var capacityOperations = new CapacityOperations(capacity, workGroups, tags, account, clock);
    var catalogOperations = new DataCatalogOperations(catalogs, tags, account);
    var operations =
        new AthenaOperations(
            queries.queries(),
            queries.results(),
            workGroupOperations,
            new NamedQueryOperations(named, workGroups, ids),
            new PreparedStatementOperations(prepared, workGroups, clock),
            catalogOperations,
            new MetadataOperations(catalogs, environment.glue(), ids),
            capacityOperations,
            new TagOperations(
                tags,
                arn ->
                    workGroupOperations.isArnOfWorkGroup(arn)
                        || catalogOperations.isArnOfDataCatalog(arn)
                        || capacityOperations.isArnOfCapacityReservation(arn)));
    return new AthenaService(queries, operations.table());
  }

  public OperationTable operations() {
    return operations;
  }

  /** How many queries are in each state; of those that have ended only since the start. */
  public Map<QueryExecutionState, Long> queryCounts() {
    return queries.counts();
  }

  /** Ends queries that have not ended and closes the history; the engine goes on. */
  @Override
  public void close() throws IOException {
    queries.close();
  }
}
