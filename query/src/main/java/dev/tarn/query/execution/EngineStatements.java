package dev.tarn.query.execution;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.PositionMap;
import dev.tarn.query.dialect.ResultFile;
import dev.tarn.query.dialect.TextPosition;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.dialect.UnknownColumnType;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Position;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.execution.Outcome.Cancelled;
import dev.tarn.query.execution.Outcome.Failed;
import dev.tarn.query.execution.Outcome.Succeeded;
import dev.tarn.query.failure.EngineFailures;
import dev.tarn.query.failure.LeftoverData;
import dev.tarn.query.failure.QueryFailure;
import dev.tarn.query.metadata.DataCatalogs;
import dev.tarn.query.result.ManagedResults;
import dev.tarn.query.result.ResultKind;
import dev.tarn.query.result.ResultObjects;
import dev.tarn.query.result.ResultSink;
import dev.tarn.query.result.StoredResult;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.model.StatementType;

/** Runs statements on the engine and publishes what they leave behind. */
final class EngineStatements {
  /** The engine's session property that stops a query which reads more. */
  private static final String SCAN_CUTOFF = "query_max_scan_physical_bytes";

  private static final int NOT_FOUND = 1300;

  private final Engine engine;
  private final ResultObjects results;
  private final ExecutionHistory history;
  private final DataCatalogs catalogs;
  private final Clock clock;
  private final QueryPauses pauses;

  EngineStatements(
      Engine engine,
      ResultObjects results,
      ExecutionHistory history,
      DataCatalogs catalogs,
      Clock clock,
      QueryPauses pauses) {
    this.engine = engine;
    this.catalogs = catalogs;
    this.results = results;
    this.history = history;
    this.clock = clock;
    this.pauses = pauses;
  }

  void run(QueryPlan plan, TrinoStatement statement, Execution execution) {
    Optional<QueryFailure> unknown = unknownCatalog(plan, statement);
    if (unknown.isPresent()) {
      history.end(execution, () -> Failed.of(unknown.get(), EngineStatistics.NONE));
      return;
    }
    EngineQuery query;
    try {
      // Waits while the engine is starting; the query stays QUEUED.
      query = engine.submit(request(plan, statement));
    } catch (EngineFailure failure) {
      history.end(execution, () -> failed(plan, statement, failure, EngineStatistics.NONE));
      return;
    }
    if (!execution.begin(clock.instant(), Optional.of(query))) {
      query.cancel();
      return;
    }
    pauses.running(execution); // when it is cancelled meanwhile, so is the engine's query
    try (ResultSink sink =
        results.with(plan.objectHeaders()).open(plan.kind(), plan.location(), plan.contentType())) {
      EngineStatistics statistics = query.run(sink);
      history.end(execution, () -> publish(plan, statement, query, sink, statistics));
    } catch (EngineFailure failure) {
      history.end(execution, () -> failed(plan, statement, failure, query.statistics()));
    } catch (IOException | AwsServiceException e) {
      query.cancel();
      history.end(
          execution,
          () -> Failed.of(QueryFailure.unwritable(plan.location().uri(), e), query.statistics()));
    }
  }

  private static EngineRequest request(QueryPlan plan, TrinoStatement statement) {
    DialectContext context = plan.context();
    String catalog = context.catalog().toLowerCase(Locale.ROOT);
    Map<String, String> properties = statement.sessionProperties();
    if (plan.scanCutoffBytes().isPresent()) {
      properties =
          ImmutableMap.<String, String>builder()
              .putAll(properties)
              .put(SCAN_CUTOFF, plan.scanCutoffBytes().getAsLong() + "B")
              .buildKeepingLast();
    }
    return new EngineRequest(
        plan.id(),
        statement.sql(),
        catalog.isEmpty() || isDefinition(statement) ? EngineCatalogs.VISIBLE : catalog,
        Optional.of(context.databaseOrDefault().toLowerCase(Locale.ROOT)),
        properties,
        statement.task());
  }

  private Outcome publish(
      QueryPlan plan,
      TrinoStatement statement,
      EngineQuery query,
      ResultSink sink,
      EngineStatistics statistics) {
    if (exceedsScanCutoff(plan, statistics)) {
      return new Cancelled(EngineFailures.SCAN_LIMIT_REASON, statistics);
    }
    OptionalLong updateCount = updateCount(plan.kind(), statistics);
    try {
      sink.publish();
      if (plan.kind() != ResultKind.EMPTY) {
        boolean counts = plan.kind() == ResultKind.COUNT;
        results
            .with(plan.objectHeaders())
            .writeMetadata(
                plan.location(),
                plan.contentType(),
                // Athena answers literals without an engine.
                plan.contentType().equals(ResultObjects.BINARY) && plan.kind() == ResultKind.CSV
                    ? plan.id()
                    : query.engineId(),
                counts ? statistics.updateType() : Optional.empty(),
                counts ? updateCount : OptionalLong.empty(),
                sink.answeredColumns());
      }
      Optional<String> manifest = Optional.empty();
      if (!ManagedResults.holds(plan.location()) && hasManifest(statement, query, statistics)) {
        List<String> files = statistics.writtenLocations();
        manifest =
            Optional.of(
                results.with(plan.objectHeaders()).writeManifest(plan.location(), files).uri());
      }
      return new Succeeded(
          new StoredResult(plan.kind(), sink.answeredColumns(), updateCount), manifest, statistics);
    } catch (IOException | AwsServiceException e) {
      return Failed.of(QueryFailure.unwritable(plan.location().uri(), e), statistics);
    }
  }

  /**
   * The engine looks at its limit once a second. A query that was faster is held against it here,
   * unless it has written: that is done, and CANCELLED would be wrong.
   */
  private static boolean exceedsScanCutoff(QueryPlan plan, EngineStatistics statistics) {
    return plan.kind() != ResultKind.COUNT
        && plan.scanCutoffBytes().isPresent()
        && statistics.processedBytes() > plan.scanCutoffBytes().getAsLong();
  }

  /** Absent for EXPLAIN and for statements without an answer, 0 for queries. */
  private static OptionalLong updateCount(ResultKind kind, EngineStatistics statistics) {
    return switch (kind) {
      case CSV, TEXT -> OptionalLong.of(0);
      case EXPLAIN, EMPTY -> OptionalLong.empty();
      case COUNT -> OptionalLong.of(statistics.updateCount().orElse(0));
    };
  }

  /** Data files are listed for UNLOAD and for Hive tables, for INSERT only when there are any. */
  private static boolean hasManifest(
      TrinoStatement statement, EngineQuery query, EngineStatistics statistics) {
    return switch (statement.resultFile()) {
      case UNLOAD -> true;
      case TABLES -> statement.createdTable().stream().noneMatch(table -> table.iceberg());
      case INSERT -> {
        // The engine's Hive writers name files <engine id>_<...>, its Iceberg writers <engine
        // id>-<...>.
        String hiveFile = "/" + query.engineId() + "_";
        yield statistics.writtenLocations().stream().anyMatch(file -> file.contains(hiveFile));
      }
      case CSV, TXT, EXPLAIN, ROW_CHANGES -> false;
    };
  }

  private Outcome failed(
      QueryPlan plan, TrinoStatement statement, EngineFailure failure, EngineStatistics used) {
    if (EngineFailures.isScanLimit(failure)) {
      return new Cancelled(EngineFailures.SCAN_LIMIT_REASON, used);
    }
    Optional<QueryFailure> unreadable = unreadableCatalog(failure);
    if (unreadable.isPresent()) {
      return Failed.of(unreadable.get(), used);
    }
    Optional<Position> position = failure.position().map(at -> original(statement.positions(), at));
    EngineFailure worded =
        failure.withMessage(UnknownColumnType.numbered(failure.engineMessage(), statement.sql()));
    return Failed.of(EngineFailures.explain(worded, position, tail(plan, statement)), used);
  }

  /** Measured: definitions go to the default catalog when the context's does not exist. */
  private static boolean isDefinition(TrinoStatement statement) {
    return statement.statementType() == StatementType.DDL
        && statement.resultFile() == ResultFile.TXT;
  }

  /** Measured: what writes rows fails by its context's catalog, wherever it writes them. */
  private Optional<QueryFailure> unknownCatalog(QueryPlan plan, TrinoStatement statement) {
    String catalog = plan.context().catalog();
    boolean writes =
        statement.resultFile() == ResultFile.INSERT || statement.resultFile() == ResultFile.TABLES;
    if (!writes || catalog.isEmpty() || catalogs.isKnown(catalog)) {
      return Optional.empty();
    }
    return Optional.of(
        QueryFailure.of(
            QueryFailure.USER,
            NOT_FOUND,
            "NOT_FOUND: Session property catalog does not exist: "
                + catalog
                + ". "
                + tail(plan, statement)));
  }

  /** A catalog that is registered, but that the engine does not know, is refused by its type. */
  private Optional<QueryFailure> unreadableCatalog(EngineFailure failure) {
    if (!failure.errorName().equals("CATALOG_NOT_FOUND")) {
      return Optional.empty();
    }
    List<String> quoted = Splitter.on('\'').splitToList(failure.engineMessage());
    return quoted.size() < 3 ? Optional.empty() : catalogs.registeredRefusal(quoted.get(1));
  }

  private static Position original(PositionMap positions, Position engine) {
    TextPosition original = positions.toOriginal(engine.line(), engine.column());
    return new Position(original.line(), original.column());
  }

  private static String tail(QueryPlan plan, TrinoStatement statement) {
    if (ManagedResults.holds(plan.location())) {
      // There is no manifest; a table has a location of its own.
      return statement
          .createdTable()
          .map(table -> LeftoverData.ofCreateTableAs(table.location()))
          .orElse("");
    }
    String location = plan.location().uri();
    if (statement.resultFile() == ResultFile.TABLES) {
      return LeftoverData.ofCreateTableAs(location);
    }
    return statement.resultFile() == ResultFile.INSERT
        ? LeftoverData.ofInsert(location + "-manifest.csv")
        : "";
  }
}
