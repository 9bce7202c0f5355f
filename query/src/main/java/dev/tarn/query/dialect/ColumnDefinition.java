package dev.tarn.query.dialect;

import java.util.Optional;

/**
 * A column of a table definition.
 *
 * @param name lower-cased
 * @param type in Hive's spelling, lower-cased, without blanks: {@code
 *     array<struct<a:int,b:string>>}
 */
public record ColumnDefinition(String name, String type, Optional<String> comment) {}
