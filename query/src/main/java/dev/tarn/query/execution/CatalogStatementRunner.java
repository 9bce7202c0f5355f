package dev.tarn.query.execution;

import dev.tarn.query.ddl.StatementFailure;
import dev.tarn.query.ddl.UtilityResult;
import dev.tarn.query.dialect.HiveStatement;

/** Runs Hive-style statements, which need no engine. */
@FunctionalInterface
public interface CatalogStatementRunner {
  UtilityResult run(HiveStatement statement) throws StatementFailure;
}
