package dev.tarn.catalog.schema.definition;

import java.util.List;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** A valid schema definition. Immutable. */
public interface ParsedDefinition {
  /** The same text for definitions that differ in layout only. */
  String canonical();

  /**
   * Why data written with another definition may not be readable with this one; none when all of it
   * is.
   *
   * @param writer of the same data format
   */
  List<String> obstaclesToReading(ParsedDefinition writer);

  /**
   * The definition as columns of a table, with Hive's type names.
   *
   * @throws InvalidInputException when it does not describe a record
   */
  List<Column> columns();
}
