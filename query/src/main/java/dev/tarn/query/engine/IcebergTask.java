package dev.tarn.query.engine;

import dev.tarn.catalog.iceberg.TableChange;

/** What has to be known or done about an Iceberg table before the engine gets its statement. */
public sealed interface IcebergTask {
  String database();

  String table();

  /** The statement rewrites the data files that {@code optimize_rewrite_*} properties choose. */
  record Optimize(String database, String table) implements IcebergTask {
    /** What the statement says for "files of any size", to be replaced without moving anything. */
    public static final String ANY_SIZE = "1000000000000000000B";
  }

  /** A change of metadata alone; the engine has nothing to do. */
  record Alter(String database, String table, TableChange change) implements IcebergTask {}
}
