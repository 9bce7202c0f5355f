package dev.tarn.query.dialect;

import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;

/** What StartQueryExecution answers when it refuses a statement's text. */
final class StatementErrors {
  static final String UNSUPPORTED = "Queries of this type are not supported";

  private StatementErrors() {}

  static InvalidRequestException malformed(String message) {
    return invalidRequest("MALFORMED_QUERY", message);
  }

  static InvalidRequestException invalidInput(String message) {
    return invalidRequest("INVALID_INPUT", message);
  }

  static InvalidRequestException catalogNotFound(String catalog) {
    return invalidRequest("DATACATALOG_NOT_FOUND", "Catalog '" + catalog + "' does not exist");
  }

  /** What AWS answers to statements that its parser knows and that it does not run. */
  static InvalidRequestException unsupported() {
    return malformed(UNSUPPORTED);
  }

  /** A statement that AWS runs and that Tarn does not, by name. */
  static InvalidRequestException notImplemented(String statement) {
    return malformed(UNSUPPORTED + " by Tarn yet: " + statement);
  }

  /** A table's name in four parts or more. */
  static InvalidRequestException invalidTableName(List<String> parts) {
    return malformed("Invalid table name " + String.join(".", parts).toLowerCase(Locale.ROOT));
  }

  static InvalidRequestException at(TextPosition position, String message) {
    return malformed("line " + position.line() + ":" + position.column() + ": " + message);
  }

  private static InvalidRequestException invalidRequest(String code, String message) {
    return InvalidRequestException.builder()
        .athenaErrorCode(code)
        .message(message)
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("InvalidRequestException")
                .errorMessage(message)
                .serviceName("Athena")
                .build())
        .build();
  }
}
