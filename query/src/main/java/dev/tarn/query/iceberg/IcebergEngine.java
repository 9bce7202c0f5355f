package dev.tarn.query.iceberg;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.catalog.iceberg.RefusedChangeException;
import dev.tarn.catalog.iceberg.TableScan;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.IcebergTask;
import dev.tarn.query.iceberg.RewriteRules.InvalidRuleException;
import java.io.UncheckedIOException;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.Table;

/** An engine with the {@link IcebergTask}s that engines do not have. */
public final class IcebergEngine implements Engine {
  private static final int NOT_SUPPORTED = 13;
  private static final int INVALID_TABLE_PROPERTY = 18;
  private static final int TABLE_NOT_FOUND = 46;
  private static final int COLUMN_NOT_FOUND = 47;
  private static final int COLUMN_ALREADY_EXISTS = 51;
  private static final int ICEBERG_INVALID_METADATA = 0x0504_0001;

  private final Engine engine;
  private final GlueClient glue;
  private final IcebergTables tables;
  private final TableCommit commit;

  public IcebergEngine(Engine engine, GlueClient glue, IcebergTables tables) {
    this.engine = engine;
    this.glue = glue;
    this.tables = tables;
    this.commit = new TableCommit(glue, tables);
  }

  @Override
  public EngineState state() {
    return engine.state();
  }

  @Override
  public EngineQuery submit(EngineRequest request) {
    if (request.task().isEmpty()) {
      return engine.submit(request);
    }
    return switch (request.task().get()) {
      case IcebergTask.Optimize optimize -> engine.submit(optimized(optimize, request));
      case IcebergTask.Alter alter -> new LocalQuery(request.queryId(), () -> alter(alter));
    };
  }

  private EngineRequest optimized(IcebergTask.Optimize optimize, EngineRequest request) {
    Table table;
    try {
      table = table(optimize);
    } catch (EntityNotFoundException _) {
      return request; // the engine says so, with the position
    }
    if (!IcebergTables.isIceberg(table)) {
      throw failure(
          "NOT_SUPPORTED", NOT_SUPPORTED, "OPTIMIZE is supported only for Apache Iceberg tables");
    }
    try {
      TableScan scan = tables.scan(table);
      RewriteRules rules = RewriteRules.of(scan.properties());
      return request.withSql(RewriteStatement.of(request.sql(), scan.files(), rules.choose(scan)));
    } catch (InvalidRuleException e) {
      throw failure("INVALID_TABLE_PROPERTY", INVALID_TABLE_PROPERTY, text(e));
    } catch (InvalidInputException | UncheckedIOException | IllegalArgumentException e) {
      throw invalidMetadata(e);
    }
  }

  private void alter(IcebergTask.Alter alter) {
    try {
      commit.change(alter);
    } catch (EntityNotFoundException _) {
      throw failure(
          "TABLE_NOT_FOUND",
          TABLE_NOT_FOUND,
          "Table '%s.%s.%s' does not exist"
              .formatted(EngineCatalogs.VISIBLE, alter.database(), alter.table()));
    } catch (RefusedChangeException e) {
      int code =
          switch (e.reason()) {
            case COLUMN_ALREADY_EXISTS -> COLUMN_ALREADY_EXISTS;
            case COLUMN_NOT_FOUND -> COLUMN_NOT_FOUND;
            case NOT_SUPPORTED -> NOT_SUPPORTED;
          };
      throw failure(e.reason().name(), code, text(e));
    } catch (InvalidInputException | UncheckedIOException | IllegalArgumentException e) {
      throw invalidMetadata(e);
    }
  }

  private Table table(IcebergTask task) {
    return glue.getTable(r -> r.databaseName(task.database()).name(task.table())).table();
  }

  private static EngineFailure invalidMetadata(RuntimeException e) {
    return new EngineFailure(
        "ICEBERG_INVALID_METADATA",
        ICEBERG_INVALID_METADATA,
        Kind.EXTERNAL,
        text(e),
        Optional.empty(),
        e);
  }

  private static EngineFailure failure(String name, int code, String message) {
    return new EngineFailure(name, code, Kind.USER_ERROR, message);
  }

  private static String text(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  @Override
  public void close() {
    engine.close();
  }
}
