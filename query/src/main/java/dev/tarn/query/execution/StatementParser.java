package dev.tarn.query.execution;

import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.ParsedStatement;

/** Turns a query's text into a statement, or answers with an InvalidRequestException. */
@FunctionalInterface
public interface StatementParser {
  ParsedStatement parse(String queryString, DialectContext context);
}
