package dev.tarn.query.dialect;

import dev.tarn.query.engine.IcebergTask;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * A statement for the engine.
 *
 * @param sql the engine's SQL
 * @param positions from positions in {@code sql} back to the user's text
 * @param sessionProperties what the statement needs of the engine's session, by property name; a
 *     catalog's own property is {@code catalog.property}
 * @param createdTable the table that a CREATE TABLE AS writes
 * @param task what is to be done about an Iceberg table before the engine runs the statement
 */
public record TrinoStatement(
    StatementType statementType,
    String substatementType,
    ResultFile resultFile,
    String echo,
    String sql,
    PositionMap positions,
    Map<String, String> sessionProperties,
    Optional<CreatedTable> createdTable,
    Optional<IcebergTask> task)
    implements ParsedStatement {
  public TrinoStatement {
    sessionProperties = Map.copyOf(sessionProperties);
  }

  /** A statement without a task. */
  public TrinoStatement(
      StatementType statementType,
      String substatementType,
      ResultFile resultFile,
      String echo,
      String sql,
      PositionMap positions,
      Map<String, String> sessionProperties,
      Optional<CreatedTable> createdTable) {
    this(
        statementType,
        substatementType,
        resultFile,
        echo,
        sql,
        positions,
        sessionProperties,
        createdTable,
        Optional.empty());
  }

  /**
   * The target of a CREATE TABLE AS.
   *
   * @param database as written; empty when the name is unqualified and the context has no database
   * @param location where the data goes, with a slash at the end
   * @param locationGiven whether the statement names the location; a workgroup that enforces its
   *     output location refuses such statements
   */
  public record CreatedTable(
      Optional<String> database,
      String table,
      String location,
      boolean locationGiven,
      boolean iceberg) {}
}
