package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineCatalogs;

/** Replaces the hidden catalog's name in texts that users read. */
final class VisibleNames {
  private static final String QUOTED = '"' + EngineCatalogs.ICEBERG + '"';

  private VisibleNames() {}

  static String in(String text) {
    return text.replace(QUOTED, EngineCatalogs.VISIBLE)
        .replace(EngineCatalogs.ICEBERG, EngineCatalogs.VISIBLE);
  }
}
