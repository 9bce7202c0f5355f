package dev.tarn.catalog.schema.definition;

import org.jspecify.annotations.Nullable;

/** The text is no valid definition of its data format; the message says why. */
public final class InvalidDefinitionException extends Exception {
  public InvalidDefinitionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
