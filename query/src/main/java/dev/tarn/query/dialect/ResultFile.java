package dev.tarn.query.dialect;

/** Which result object a statement's OutputLocation names, and what is written there. */
public enum ResultFile {
  /** {@code <id>.csv} with a header row. */
  CSV,
  /** {@code <id>.txt}: the rows joined by line feeds, no header; empty without rows. */
  TXT,
  /** {@code <id>.txt} whose first line is the header {@code Query Plan}. */
  EXPLAIN,
  /** {@code <id>}, which is never written; metadata, and a manifest for Hive tables. */
  INSERT,
  /** {@code <id>.csv}, which is never written; metadata only (UPDATE, DELETE, MERGE). */
  ROW_CHANGES,
  /** {@code tables/<id>}, which is never written; metadata, and a manifest for Hive tables. */
  TABLES,
  /** {@code <id>}, which is never written; metadata and manifest. */
  UNLOAD
}
