package dev.tarn.query.engine;

/**
 * How a statement asks the engine for a table of Amazon Ion, which the engine itself has no format
 * for: the table gets a format that the engine never writes, and parameters that say what is meant.
 * They are gone before the table reaches the catalog.
 */
public final class IonTables {
  public static final String ENGINE_FORMAT = "ESRI";
  public static final String MARK_KEY = "file.inputformat";
  public static final String MARK = "dev.tarn.serde.ION";
  public static final String ENCODING = "ion.encoding";

  private IonTables() {}
}
