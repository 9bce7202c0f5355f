package dev.tarn.query.ddl;

import dev.tarn.query.dialect.TableName;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.glue.model.GlueException;

/** How Hive-style statements fail on AWS: texts, categories and types. */
final class Failures {
  private static final String DDL_TASK =
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";
  private static final int SYNTAX_OR_ANALYSIS = 1006;
  private static final int NOT_SUPPORTED = 1200;
  private static final int QUERY_TYPE_NOT_SUPPORTED = 1202;
  private static final int ENTITY_NOT_FOUND = 1301;
  private static final int INTERNAL = 100;

  private Failures() {}

  static StatementFailure databaseMissing(String database) {
    String message = "Database does not exist: " + database;
    return user("FAILED: SemanticException [Error 10072]: " + message, ENTITY_NOT_FOUND, message);
  }

  static StatementFailure tableMissing(TableName table) {
    String message = "Table not found " + table.full();
    return user("FAILED: SemanticException [Error 10001]: " + message, ENTITY_NOT_FOUND, message);
  }

  /** An error that Hive's execution reports. */
  static StatementFailure execution(String text, String errorMessage) {
    return user(DDL_TASK + text, SYNTAX_OR_ANALYSIS, errorMessage);
  }

  static StatementFailure execution(String text) {
    return execution(text, text);
  }

  /** An error that Hive's analysis reports; the text may begin with its number in brackets. */
  static StatementFailure semantic(String text) {
    return user("FAILED: SemanticException " + text, SYNTAX_OR_ANALYSIS, text);
  }

  static StatementFailure unsupportedByIceberg() {
    String message = "Query type not supported by Athena Iceberg at this time";
    return user(message, NOT_SUPPORTED, message);
  }

  /** A statement that AWS runs and that Tarn does not, by name. */
  static StatementFailure notImplemented(String statement) {
    String message = "Queries of this type are not supported by Tarn yet: " + statement;
    return user("FAILED: " + message, QUERY_TYPE_NOT_SUPPORTED, message);
  }

  /** What the catalog answered to the statement's own changes. */
  static StatementFailure of(GlueException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String message = details == null ? String.valueOf(e.getMessage()) : details.errorMessage();
    return e.statusCode() < 500
        ? execution(message)
        : new StatementFailure(DDL_TASK + message, StatementFailure.SYSTEM, INTERNAL, message);
  }

  static StatementFailure user(String reason, int type, String message) {
    return new StatementFailure(reason, StatementFailure.USER, type, message);
  }
}
