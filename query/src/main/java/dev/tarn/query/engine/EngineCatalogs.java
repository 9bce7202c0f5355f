package dev.tarn.query.engine;

/**
 * The engine's catalogs. Users see one; a table in it that is an Iceberg table is redirected to the
 * other without their noticing.
 *
 * <p>Reads, row changes and DROP name the visible catalog for both kinds of table. Only statements
 * that must decide the format before a table exists (CREATE TABLE, CREATE TABLE AS), and those that
 * redirection does not cover (ALTER TABLE SET PROPERTIES, ANALYZE, procedures), name {@link
 * #ICEBERG}: qualify the target with it, quoted ({@code "awsdatacatalog$iceberg"."db"."t"}), or
 * make it the request's catalog. Hive tables named in such a statement are redirected back.
 * Failures name the visible catalog in either case.
 */
public final class EngineCatalogs {
  /** The Glue Data Catalog, as Athena names it. */
  public static final String VISIBLE = "awsdatacatalog";

  /**
   * The same databases and tables through the Iceberg connector. No listing shows it. The dollar
   * sign keeps it apart from any name a user would choose, so that texts can be rewritten safely.
   */
  public static final String ICEBERG = "awsdatacatalog$iceberg";

  /**
   * A database of {@link #VISIBLE} that no listing shows: a table that a statement creates in it,
   * named like the request's query id, is gone when the query ends, and its files stay (UNLOAD).
   */
  public static final String UNLOAD_DATABASE = "tarn$unload";

  private static final String QUOTED_ICEBERG = '"' + ICEBERG + '"';
  private static final String UNLOAD_TABLE = " for table '" + UNLOAD_DATABASE;

  private EngineCatalogs() {}

  /** A text of the engine as a user should read it: with the visible catalog's name only. */
  public static String withVisibleNames(String text) {
    return withoutUnloadTable(text).replace(QUOTED_ICEBERG, VISIBLE).replace(ICEBERG, VISIBLE);
  }

  /** "Target directory for table 'x.y' already exists" is about a place, not about a table. */
  private static String withoutUnloadTable(String text) {
    int start = text.indexOf(UNLOAD_TABLE);
    int end = start < 0 ? -1 : text.indexOf("' ", start + UNLOAD_TABLE.length());
    return end < 0 ? text : text.substring(0, start) + text.substring(end + 1);
  }
}
