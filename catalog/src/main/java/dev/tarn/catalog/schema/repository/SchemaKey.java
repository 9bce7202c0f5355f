package dev.tarn.catalog.schema.repository;

import java.util.Comparator;

/** A schema's name within its registry's; both keep their capitals. */
public record SchemaKey(String registry, String name) implements Comparable<SchemaKey> {
  private static final Comparator<SchemaKey> ORDER =
      Comparator.comparing(SchemaKey::registry).thenComparing(SchemaKey::name);

  @Override
  public int compareTo(SchemaKey other) {
    return ORDER.compare(this, other);
  }
}
