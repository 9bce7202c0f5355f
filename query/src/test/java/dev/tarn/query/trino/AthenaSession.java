package dev.tarn.query.trino;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.ddl.HiveStatementRunner;
import dev.tarn.query.ddl.StatementFailure;
import dev.tarn.query.dialect.AthenaDialect;
import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.HiveStatement;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.dialect.TextPosition;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.failure.EngineFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** Runs statements as a user of Athena writes them, without the service around them. */
final class AthenaSession {
  private final TestDatabase database;
  private final AthenaDialect dialect;
  private final HiveStatementRunner runner;
  private final IdGenerator ids = IdGenerator.random();

  AthenaSession(TestDatabase database) {
    TrinoFixture trino = database.trino();
    this.database = database;
    this.dialect = new AthenaDialect(trino.glue(), ids);
    this.runner =
        new HiveStatementRunner(
            trino.glue(), trino.objects(), Clock.systemUTC(), IdGenerator.random());
  }

  ParsedStatement parse(String sql, String... parameters) {
    return parse(ids.newUuid(), sql, parameters);
  }

  private ParsedStatement parse(String queryId, String sql, String... parameters) {
    return dialect.parse(
        sql,
        new DialectContext(
            "AwsDataCatalog",
            Optional.of(database.name()),
            "s3://lake/results/",
            queryId,
            List.of(parameters)));
  }

  QueryResult run(String sql, String... parameters) {
    String queryId = ids.newUuid();
    ParsedStatement statement = parse(queryId, sql, parameters);
    var result = new QueryResult();
    try {
      if (statement instanceof TrinoStatement engine) {
        EngineQuery query =
            database
                .trino()
                .submit(
                    new EngineRequest(
                        queryId,
                        engine.sql(),
                        EngineCatalogs.VISIBLE,
                        Optional.of(database.name()),
                        engine.sessionProperties(),
                        engine.task()));
        result.ended(query.run(result));
      } else {
        runner.run((HiveStatement) statement);
      }
    } catch (StatementFailure e) {
      throw new AssertionError(e.stateChangeReason(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  List<List<@Nullable String>> rows(String sql, String... parameters) {
    return run(sql, parameters).rows();
  }

  /** What GetQueryExecution would say, without the warning about leftover data. */
  String failure(String sql, String... parameters) {
    QueryResult result;
    try {
      result = run(sql, parameters);
    } catch (EngineFailure e) {
      var statement = (TrinoStatement) parse(sql, parameters);
      Optional<EngineFailure.Position> position =
          e.position()
              .map(at -> statement.positions().toOriginal(at.line(), at.column()))
              .map(AthenaSession::position);
      return EngineFailures.explain(e, position, "").reason();
    }
    throw new AssertionError("succeeded: " + result.rows());
  }

  private static EngineFailure.Position position(TextPosition at) {
    return new EngineFailure.Position(at.line(), at.column());
  }

  /** What StartQueryExecution answers to a statement that it refuses. */
  String refusal(String sql) {
    try {
      return "accepted: " + parse(sql);
    } catch (InvalidRequestException e) {
      return e.awsErrorDetails().errorMessage();
    }
  }
}
