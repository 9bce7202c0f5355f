package dev.tarn.query.failure;

import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineFailure.Kind;
import dev.tarn.query.engine.EngineFailure.Position;
import java.util.Optional;

/** Says in Athena's words why the engine did not finish a statement. */
public final class EngineFailures {
  /** StateChangeReason of a query that read more than its work group allows; it is CANCELLED. */
  public static final String SCAN_LIMIT_REASON = "Bytes scanned limit was exceeded";

  private static final String EXHAUSTED = "Query exhausted resources at this scale factor";
  private static final String TIMEOUT = "Query timeout";
  private static final String TRINO_NO_CATALOG = "' not found";
  private static final String TRINO_SCHEMA = "Schema ";
  private static final String TRINO_NO_SCHEMA = " not found";
  private static final int ENTITY_NOT_FOUND = 1301;
  private static final String TRINO_NO_COLUMN = "cannot be resolved";

  private EngineFailures() {}

  /** Whether the work group's bytes-scanned cutoff stopped the query. */
  public static boolean isScanLimit(EngineFailure failure) {
    return failure.errorName().equals("EXCEEDED_SCAN_LIMIT");
  }

  /**
   * Explains a failure.
   *
   * @param position where the failure is in the statement as the user wrote it
   * @param tail what to add when the failure may have left data behind; empty for plain queries
   */
  public static QueryFailure explain(
      EngineFailure failure, Optional<Position> position, String tail) {
    Optional<String> database = missingDatabase(failure);
    if (database.isPresent() && !tail.isEmpty()) {
      // Measured for CREATE TABLE AS, the one statement that finds this out so late.
      return QueryFailure.of(
          QueryFailure.USER,
          ENTITY_NOT_FOUND,
          "Database " + database.get() + " not found. Please check your query. " + tail);
    }
    int category = failure.kind() == Kind.INTERNAL_ERROR ? QueryFailure.SYSTEM : QueryFailure.USER;
    String text = text(failure, position);
    String reason = tail.isEmpty() ? text : sentence(text) + ' ' + tail;
    return QueryFailure.of(category, EngineErrorTypes.of(failure), reason);
  }

  private static Optional<String> missingDatabase(EngineFailure failure) {
    String message = failure.engineMessage();
    boolean missing =
        failure.errorName().equals("NOT_FOUND")
            && message.startsWith(TRINO_SCHEMA)
            && message.endsWith(TRINO_NO_SCHEMA);
    return missing
        ? Optional.of(
            message.substring(TRINO_SCHEMA.length(), message.length() - TRINO_NO_SCHEMA.length()))
        : Optional.empty();
  }

  private static String text(EngineFailure failure, Optional<Position> position) {
    String name = failure.errorName();
    if (failure.kind() == Kind.INSUFFICIENT_RESOURCES && name.contains("MEMORY")) {
      return EXHAUSTED;
    }
    if (name.equals("EXCEEDED_TIME_LIMIT")) {
      return TIMEOUT;
    }
    String where = position.map(at -> "line " + at.line() + ':' + at.column() + ": ").orElse("");
    // Measured: Athena has one name for every view that cannot be used.
    String shown = name.equals("VIEW_IS_STALE") ? "INVALID_VIEW" : name;
    return shown + ": " + where + message(failure);
  }

  private static String message(EngineFailure failure) {
    String message = failure.engineMessage();
    return switch (failure.errorName()) {
      case "CATALOG_NOT_FOUND" ->
          message.endsWith(TRINO_NO_CATALOG)
              ? message.substring(0, message.length() - TRINO_NO_CATALOG.length())
                  + "' does not exist"
              : message;
      case "COLUMN_NOT_FOUND" ->
          message.endsWith(TRINO_NO_COLUMN)
              ? message + " or requester is not authorized to access requested resources"
              : message;
      case "HIVE_TOO_MANY_OPEN_PARTITIONS" -> sentence(message);
      default -> message;
    };
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + '.';
  }
}
