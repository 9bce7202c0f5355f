package dev.tarn.query.ddl;

import dev.tarn.query.engine.EngineColumn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a Hive-style statement answers. Every row has exactly one cell: several columns are joined
 * by tabs inside it.
 *
 * @param columns the result's columns; their types are written as ColumnInfo shows them
 * @param metadata whether a {@code .metadata} object is written beside the text
 * @param updateCount the UpdateCount member of GetQueryResults; absent for some statements
 * @param trace in the companion instead of the query execution's id
 */
public record UtilityResult(
    List<EngineColumn> columns,
    List<@Nullable String[]> rows,
    boolean metadata,
    OptionalLong updateCount,
    Optional<EngineTrace> trace) {
  /** What the companion says of a statement that AWS runs in an engine of its own. */
  public record EngineTrace(String engineId, String updateType) {}

  /** A statement without rows, columns and metadata. */
  public static final UtilityResult EMPTY =
      new UtilityResult(List.of(), List.of(), false, OptionalLong.empty());

  public UtilityResult(
      List<EngineColumn> columns,
      List<@Nullable String[]> rows,
      boolean metadata,
      OptionalLong updateCount) {
    this(columns, rows, metadata, updateCount, Optional.empty());
  }

  public UtilityResult {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Lines under columns, as SHOW statements answer: with metadata and UpdateCount 0. */
  public static UtilityResult lines(List<EngineColumn> columns, List<String> lines) {
    return new UtilityResult(columns, cells(lines), true, OptionalLong.of(0));
  }

  /** Lines with metadata and without UpdateCount. */
  public static UtilityResult uncounted(List<EngineColumn> columns, List<String> lines) {
    return new UtilityResult(columns, cells(lines), true, OptionalLong.empty());
  }

  UtilityResult traced(EngineTrace left) {
    return new UtilityResult(columns, rows, metadata, updateCount, Optional.of(left));
  }

  private static List<@Nullable String[]> cells(List<String> lines) {
    return lines.stream().map(line -> new @Nullable String[] {line}).toList();
  }
}
