package dev.tarn.query.ddl;

import dev.tarn.query.dialect.TableName;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.glue.model.GlueException;

/** How Hive-style statements fail on AWS: texts, categories and types. */
final class Failures {
  private static final String DDL_TASK =
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ";
  private static final int SYNTAX_OR_ANALYSIS = 1006;
  private static final int INVALID_ARGUMENT = 1100;
  private static final int NOT_SUPPORTED = 1200;
  private static final int QUERY_TYPE_NOT_SUPPORTED = 1202;
  private static final int ENTITY_NOT_FOUND = 1301;
  private static final int GLUE_ENTITY = 1502;
  private static final int INTERNAL = 100;

  private Failures() {}

  static StatementFailure databaseMissing(String database, String requestId) {
    return new StatementFailure(
        "FAILED: SemanticException [Error 10072]: Database does not exist: " + database,
        StatementFailure.SYSTEM,
        GLUE_ENTITY,
        "com.facebook.presto.spi.PrestoException: Database "
            + database
            + " not found. (Service: AmazonDataCatalog; Status Code: 400; Error Code:"
            + " EntityNotFoundException; Request ID: "
            + requestId
            + "; Proxy: null)");
  }

  static StatementFailure tableMissing(TableName table) {
    String message = "Table not found " + table.full();
    return user("FAILED: SemanticException [Error 10001]: " + message, ENTITY_NOT_FOUND, message);
  }

  /** Measured: Glue allows tabs in a column's comment and no other control character. */
  static StatementFailure forbiddenComment(String column) {
    String message =
        "1 validation error detected: Value at"
            + " 'tableInput.storageDescriptor.columns.member.comment' of column "
            + column
            + " failed to satisfy constraint: Member must satisfy regular expression pattern:"
            + " [\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\t]*";
    return new StatementFailure(DDL_TASK + message, StatementFailure.SYSTEM, GLUE_ENTITY, message);
  }

  /** An error that Hive's execution reports. */
  static StatementFailure execution(String text, String errorMessage) {
    return user(DDL_TASK + text, SYNTAX_OR_ANALYSIS, errorMessage);
  }

  static StatementFailure execution(String text) {
    return execution(text, text);
  }

  /** Measured for tables that were made through Glue without a TableType. */
  static StatementFailure tableWithoutType() {
    String reason = "FAILED: NullPointerException Name is null";
    return new StatementFailure(reason, StatementFailure.SYSTEM, GLUE_ENTITY, reason);
  }

  /** Measured for MSCK REPAIR TABLE of a view. */
  static StatementFailure emptyPath() {
    String message = "Can not create a Path from an empty string";
    return user(DDL_TASK + message, INVALID_ARGUMENT, message);
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
