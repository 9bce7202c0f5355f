package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.repository.CatalogErrors;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.ValidationException;

/** Turns what Iceberg's library refuses into Glue's answer. */
final class IcebergRefusals {
  private IcebergRefusals() {}

  /** Runs code that judges a request, and nothing else. */
  static <T> T judged(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException
        | IllegalStateException
        | UnsupportedOperationException
        | ValidationException e) {
      throw CatalogErrors.invalidInput(String.valueOf(e.getMessage()));
    }
  }
}
