package dev.tarn.catalog.repository;

import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;

/** Glue's errors about the catalog, in AWS's words where they are known. */
public final class CatalogErrors {
  private CatalogErrors() {}

  public static EntityNotFoundException notFound(String message) {
    return EntityNotFoundException.builder().message(message).build();
  }

  public static AlreadyExistsException alreadyExists(String message) {
    return AlreadyExistsException.builder().message(message).build();
  }

  public static InvalidInputException invalidInput(String message) {
    return InvalidInputException.builder().message(message).build();
  }

  public static ResourceNumberLimitExceededException limitExceeded(String message) {
    return ResourceNumberLimitExceededException.builder().message(message).build();
  }

  public static EntityNotFoundException databaseNotFound(String name) {
    return notFound("Database " + name + " not found.");
  }

  public static EntityNotFoundException tableNotFound(String name) {
    return notFound("Table " + name + " not found.");
  }

  public static ConcurrentModificationException staleVersion() {
    return ConcurrentModificationException.builder()
        .message("Update table failed due to concurrent modifications.")
        .build();
  }
}
