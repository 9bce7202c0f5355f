package dev.tarn.query.execution;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.metadata.DataCatalogs;
import dev.tarn.query.prepared.PreparedStatements;
import dev.tarn.query.result.ManagedResults;
import dev.tarn.query.result.ResultObjects;
import dev.tarn.query.result.ResultReader;
import dev.tarn.query.result.ResultStore;
import dev.tarn.query.workgroup.WorkGroupContents;
import dev.tarn.query.workgroup.WorkGroups;
import dev.tarn.storage.ObjectStore;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/** Puts the parts of this package together. */
public final class QueryService implements Closeable {
  /**
   * What queries are run on.
   *
   * @param parser says what a query is
   * @param engine runs SQL
   * @param catalog runs Hive-style statements
   * @param pace holds them up
   */
  public record Executors(
      StatementParser parser, Engine engine, CatalogStatementRunner catalog, QueryPace pace) {
    public Executors(StatementParser parser, Engine engine, CatalogStatementRunner catalog) {
      this(parser, engine, catalog, QueryPace.UNHURRIED);
    }
  }

  /** What queries belong to and write to. */
  public record Surroundings(
      AwsAccount account,
      WorkGroups workGroups,
      PreparedStatements preparedStatements,
      DataCatalogs catalogs,
      ObjectStore objects,
      ManagedResults managedResults) {}

  private final ExecutionHistory history;
  private final QueryDispatcher dispatcher;
  private final QueryOperations queries;
  private final ResultOperations results;

  public QueryService(
      ExecutionHistory history,
      Executors executors,
      Surroundings surroundings,
      QueryLimits limits,
      Clock clock,
      IdGenerator ids) {
    this.history = history;
    var store = new ResultStore(surroundings.objects(), surroundings.managedResults());
    var objects = new ResultObjects(store);
    var pauses = new QueryPauses(executors.pace());
    var runner =
        new QueryRunner(
            history,
            clock,
            pauses,
            new EngineStatements(
                executors.engine(), objects, history, surroundings.catalogs(), clock, pauses),
            new HiveStatements(executors.catalog(), objects, history),
            new PreparedCommands(surroundings.preparedStatements(), objects, history, clock));
    this.dispatcher = new QueryDispatcher(history, runner, limits);
    var reuse = new ResultReuse(history, surroundings.objects(), clock);
    var planner = new QueryPlanner(executors.parser(), surroundings, reuse, clock, ids);
    var starter = new QueryStarter(planner, history, dispatcher);
    this.queries =
        new QueryOperations(history, starter, dispatcher, surroundings.workGroups(), limits, clock);
    this.results =
        new ResultOperations(history, new ResultReader(store), surroundings.managedResults());
  }

  public QueryOperations queries() {
    return queries;
  }

  public ResultOperations results() {
    return results;
  }

  /** How many queries are in each state; of those that have ended only since the start. */
  public Map<QueryExecutionState, Long> counts() {
    return history.counts();
  }

  /** The queries that a work group has run; they stay when it is deleted. */
  public WorkGroupContents contents() {
    return new WorkGroupContents() {
      @Override
      public boolean isPresentIn(WorkGroup workGroup) {
        return !history
            .list(workGroup.name(), workGroup.creationTime(), Long.MAX_VALUE, 1)
            .isEmpty();
      }

      @Override
      public void removeFrom(WorkGroup workGroup) {}
    };
  }

  /** Ends what has not ended, then closes the history. */
  @Override
  public void close() throws IOException {
    dispatcher.stopAll();
    history.close();
  }
}
