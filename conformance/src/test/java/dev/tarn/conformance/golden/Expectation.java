package dev.tarn.conformance.golden;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a case knows of Athena's answer; what is empty is not compared.
 *
 * @param refused how StartQueryExecution refuses the statement
 * @param failed why the execution is FAILED; without it, it must be SUCCEEDED
 * @param type StatementType/SubstatementType
 * @param query the text that GetQueryExecution shows
 * @param output OutputLocation below the area's result prefix
 * @param manifest DataManifestLocation below the same; {@code none} when it must be absent
 * @param objects every object that the execution leaves there, data files left out
 * @param glue what the catalog holds afterwards
 */
record Expectation(
    Optional<Refusal> refused,
    Optional<Failure> failed,
    Optional<String> type,
    Optional<String> query,
    Optional<String> database,
    Optional<List<ColumnType>> columns,
    Optional<List<List<Optional<String>>>> rows,
    Optional<String> updateCount,
    Optional<Refusal> results,
    Optional<String> output,
    Optional<String> manifest,
    Optional<Map<String, StoredObject>> objects,
    List<Entity> glue) {
  /** An InvalidRequestException's AthenaErrorCode and text. */
  record Refusal(String code, String message) {}

  /** StateChangeReason and AthenaError; {@code error} is ErrorCategory/ErrorType. */
  record Failure(String reason, Optional<String> message, Optional<String> error) {}

  /** A ColumnInfo. */
  record ColumnType(String name, String type, int precision, int scale, boolean caseSensitive) {}

  /** An object's content, size in bytes and Content-Type. */
  record StoredObject(Optional<String> text, Optional<Long> size, Optional<String> type) {}

  /**
   * An entity of the catalog.
   *
   * @param kind database, table or partitions
   * @param expected the members to compare; null when there must be no such entity
   */
  record Entity(String kind, String name, @Nullable Object expected) {}
}
