package dev.tarn.query.failure;

import com.google.common.collect.ImmutableMap;
import dev.tarn.query.engine.EngineFailure;
import java.util.Map;

/**
 * The ErrorType number of an engine's error name. Measured on the service where the name is in the
 * table; others follow the ranges of
 * https://docs.aws.amazon.com/athena/latest/ug/error-reference.html.
 */
final class EngineErrorTypes {
  private static final int EXHAUSTED_RESOURCES = 0;
  private static final int INTERNAL = 100;
  private static final int GENERIC_USER = 1000;
  private static final int ANALYSIS = 1006;

  private static final Map<String, Integer> BY_NAME =
      ImmutableMap.<String, Integer>builder()
          .put("EXCEEDED_TIME_LIMIT", 206)
          .put("ICEBERG_COMMIT_ERROR", 233)
          .put("TRANSACTION_CONFLICT", 233)
          .put("DIVISION_BY_ZERO", 1001)
          .put("NUMERIC_VALUE_OUT_OF_RANGE", 1001)
          .put("HIVE_BAD_DATA", 1001)
          .put("HIVE_CURSOR_ERROR", 1001)
          .put("HIVE_CANNOT_OPEN_SPLIT", 1001)
          .put("HIVE_FILE_NOT_FOUND", 1001)
          .put("HIVE_INVALID_PARTITION_VALUE", 1001)
          .put("ICEBERG_BAD_DATA", 1001)
          .put("HIVE_PARTITION_SCHEMA_MISMATCH", 1004)
          .put("HIVE_INVALID_METADATA", 1004)
          .put("ICEBERG_INVALID_METADATA", 1004)
          .put("SERIALIZATION_ERROR", 1005)
          .put("CATALOG_NOT_FOUND", ANALYSIS)
          .put("COLUMN_NOT_FOUND", ANALYSIS)
          .put("TYPE_MISMATCH", ANALYSIS)
          .put("DUPLICATE_COLUMN_NAME", ANALYSIS)
          .put("EXPRESSION_NOT_AGGREGATE", ANALYSIS)
          .put("SYNTAX_ERROR", ANALYSIS)
          .put("INVALID_CAST_ARGUMENT", 1100)
          .put("INVALID_PARAMETER_USAGE", 1100)
          .put("MISSING_COLUMN_NAME", 1100)
          .put("COLUMN_TYPE_UNKNOWN", 1100)
          .put("INVALID_ARGUMENTS", 1100)
          .put("HIVE_TOO_MANY_OPEN_PARTITIONS", 1100)
          .put("ICEBERG_TOO_MANY_OPEN_PARTITIONS", 1100)
          .put("INVALID_SESSION_PROPERTY", 1101)
          .put("INVALID_TABLE_PROPERTY", 1103)
          .put("INVALID_FUNCTION_ARGUMENT", 1106)
          .put("INVALID_VIEW", 1107)
          .put("VIEW_IS_STALE", 1107)
          .put("HIVE_PATH_ALREADY_EXISTS", 1110)
          .put("TABLE_ALREADY_EXISTS", 1110)
          .put("SCHEMA_ALREADY_EXISTS", 1110)
          .put("NOT_SUPPORTED", 1200)
          .put("NOT_FOUND", 1300)
          .put("TABLE_NOT_FOUND", 1301)
          .put("SCHEMA_NOT_FOUND", 1301)
          .put("FUNCTION_NOT_FOUND", 1303)
          .put("PERMISSION_DENIED", 1500)
          .buildOrThrow();

  private EngineErrorTypes() {}

  static int of(EngineFailure failure) {
    Integer known = BY_NAME.get(failure.errorName());
    if (known != null) {
      return known;
    }
    return switch (failure.kind()) {
      case INTERNAL_ERROR -> INTERNAL;
      case INSUFFICIENT_RESOURCES -> EXHAUSTED_RESOURCES;
      // A position means that the statement's analysis found it, not its execution.
      case USER_ERROR -> failure.position().isPresent() ? ANALYSIS : GENERIC_USER;
      case EXTERNAL -> GENERIC_USER;
    };
  }
}
