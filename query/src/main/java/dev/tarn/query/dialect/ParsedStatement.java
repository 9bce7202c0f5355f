package dev.tarn.query.dialect;

import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/** One statement that StartQueryExecution accepts, classified as GetQueryExecution reports it. */
public sealed interface ParsedStatement permits TrinoStatement, HiveStatement, PreparedCommand {
  StatementType statementType();

  /** Such as {@code CREATE_TABLE_AS_SELECT}. */
  String substatementType();

  /** Which result object the execution's OutputLocation names, and what is written there. */
  ResultFile resultFile();

  /** The text that GetQueryExecution returns as {@code Query}. */
  String echo();

  /** The database that replaces the requested one in the execution's context, when one does. */
  default Optional<String> echoDatabase() {
    return Optional.empty();
  }
}
