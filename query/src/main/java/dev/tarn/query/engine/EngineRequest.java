package dev.tarn.query.engine;

import java.util.Map;
import java.util.Optional;

/**
 * One statement for the engine.
 *
 * @param queryId Athena's query execution id, for tracing only
 * @param sql final SQL of the engine, already rewritten from Athena's dialect
 * @param catalog the catalog that unqualified names are in, see {@link EngineCatalogs}
 * @param schema the database that unqualified table names are in
 * @param sessionProperties the engine's own session properties by name; those of a catalog have its
 *     name and a dot in front, {@code awsdatacatalog.compression_codec}
 * @param task what is to be done about an Iceberg table first
 */
public record EngineRequest(
    String queryId,
    String sql,
    String catalog,
    Optional<String> schema,
    Map<String, String> sessionProperties,
    Optional<IcebergTask> task) {
  public EngineRequest {
    sessionProperties = Map.copyOf(sessionProperties);
  }

  /** A statement without a task. */
  public EngineRequest(
      String queryId,
      String sql,
      String catalog,
      Optional<String> schema,
      Map<String, String> sessionProperties) {
    this(queryId, sql, catalog, schema, sessionProperties, Optional.empty());
  }

  /** The same with another text. */
  public EngineRequest withSql(String other) {
    return new EngineRequest(queryId, other, catalog, schema, sessionProperties, task);
  }

  /** A statement over the visible catalog, without session properties. */
  public static EngineRequest of(String queryId, String sql, Optional<String> schema) {
    return new EngineRequest(queryId, sql, EngineCatalogs.VISIBLE, schema, Map.of());
  }
}
