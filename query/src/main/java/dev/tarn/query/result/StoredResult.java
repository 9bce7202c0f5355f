package dev.tarn.query.result;

import dev.tarn.query.engine.EngineColumn;
import java.util.List;
import java.util.OptionalLong;

/**
 * What GetQueryResults must know of a result besides its object; kept with the query's record.
 *
 * @param updateCount absent for statements whose answer has no such member
 */
public record StoredResult(ResultKind kind, List<EngineColumn> columns, OptionalLong updateCount) {
  /** The answer to a statement that has no rows and no columns. */
  public static final StoredResult NOTHING =
      new StoredResult(ResultKind.EMPTY, List.of(), OptionalLong.empty());

  /** The only column of a statement that answers how many rows it wrote. */
  public static final EngineColumn ROWS = new EngineColumn("rows", "bigint");

  public StoredResult {
    columns = List.copyOf(columns);
  }
}
