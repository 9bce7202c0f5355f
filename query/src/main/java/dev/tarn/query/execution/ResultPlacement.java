package dev.tarn.query.execution;

import com.google.common.collect.ImmutableSet;
import dev.tarn.query.dialect.HiveStatement;
import dev.tarn.query.dialect.LiteralQuery;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.dialect.PreparedCommand;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.query.result.ResultKind;
import dev.tarn.query.result.ResultObjects;
import java.util.Set;
import software.amazon.awssdk.services.athena.model.StatementType;

/** What a statement's result object is called and what is in it (measured for each statement). */
final class ResultPlacement {
  /** Statements whose text Athena uploads with the other content type. */
  private static final Set<String> BINARY_UTILITIES =
      ImmutableSet.of(
          "SHOW_TABLES",
          "SHOW_DATABASES",
          "SHOW_COLUMNS",
          "SHOW_TABLE_PROPERTIES",
          "SHOW_VIEWS",
          "SHOW_PARTITIONS",
          "SHOW_CREATE_VIEW",
          "DESC_VIEW");

  private ResultPlacement() {}

  /** The object's name under the output location. */
  static String name(ParsedStatement statement, String id) {
    return switch (statement.resultFile()) {
      case CSV, ROW_CHANGES -> id + ".csv";
      case TXT, EXPLAIN -> id + ".txt";
      case INSERT, UNLOAD -> id;
      case TABLES -> "tables/" + id;
    };
  }

  static ResultKind kind(ParsedStatement statement) {
    return switch (statement.resultFile()) {
      case CSV -> ResultKind.CSV;
      case EXPLAIN -> ResultKind.EXPLAIN;
      case INSERT, UNLOAD, ROW_CHANGES, TABLES -> ResultKind.COUNT;
      case TXT ->
          switch (statement) {
            case HiveStatement _ -> ResultKind.TEXT;
            case PreparedCommand _ -> ResultKind.EMPTY;
            // The engine answers a row to some DDL; Athena never shows it.
            case TrinoStatement trino ->
                trino.statementType() == StatementType.DDL ? ResultKind.EMPTY : ResultKind.TEXT;
          };
    };
  }

  static String contentType(ParsedStatement statement) {
    boolean binary =
        switch (statement.statementType()) {
          case DDL ->
              kind(statement) != ResultKind.COUNT
                  && !statement.substatementType().equals("MSCK_REPAIR");
          case UTILITY -> BINARY_UTILITIES.contains(statement.substatementType());
          default -> LiteralQuery.matches(statement);
        };
    return binary ? ResultObjects.BINARY : ResultObjects.OCTET_STREAM;
  }
}
