package dev.tarn.catalog.operations;

import java.util.Locale;

/** How Glue treats the names of databases, tables and functions. */
final class Names {
  private Names() {}

  /** Glue keeps and compares these names in lower case. */
  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
