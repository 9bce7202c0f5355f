package dev.tarn.catalog.schema;

import java.util.List;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SchemaReference;

/** Finds the columns of a table that refers to a schema of the registry. */
public interface SchemaColumns {
  /**
   * The columns that the referenced version describes; the latest one when no version is named.
   *
   * @throws software.amazon.awssdk.services.glue.model.EntityNotFoundException when there is no
   *     such schema or version
   * @throws software.amazon.awssdk.services.glue.model.InvalidInputException when the reference is
   *     incomplete or the definition describes no columns
   */
  List<Column> columnsOf(SchemaReference reference);
}
