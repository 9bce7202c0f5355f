package dev.tarn.catalog.schema;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.RegistryId;
import software.amazon.awssdk.services.glue.model.ResourceNumberLimitExceededException;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;

/**
 * The errors of the schema registry. AWS's serializers decide by "Schema is not found." and "Schema
 * version is not found." whether to create a schema or a version (<a
 * href="https://github.com/awslabs/aws-glue-schema-registry">AWSSchemaRegistryClient</a>).
 */
final class RegistryErrors {
  private RegistryErrors() {}

  static InvalidInputException invalid(String message) {
    return InvalidInputException.builder().message(message).build();
  }

  static InvalidInputException tooLongOrShort(String parameter) {
    return invalid(
        "The resource name contains too many or too few characters. Parameter Name: " + parameter);
  }

  static InvalidInputException illegalCharacters(String parameter) {
    return invalid(
        "The parameter value contains one or more characters that are not valid. Parameter Name: "
            + parameter);
  }

  static InvalidInputException invalidDefinition(String dataFormat, @Nullable String reason) {
    return invalid("Schema definition of " + dataFormat + " data format is invalid: " + reason);
  }

  static InvalidInputException versioningDisabled(SchemaId id) {
    return invalid(
        "Compatibility DISABLED does not allow versioning. SchemaId: SchemaId(schemaArn="
            + id.schemaArn()
            + ", schemaName="
            + id.schemaName()
            + ", registryName="
            + id.registryName()
            + ")");
  }

  static EntityNotFoundException notFound(String message) {
    return EntityNotFoundException.builder().message(message).build();
  }

  static EntityNotFoundException registryNotFound(RegistryId id) {
    return notFound(
        "Registry is not found. "
            + (id.registryName() == null
                ? "RegistryArn: " + id.registryArn()
                : "RegistryName: " + id.registryName()));
  }

  static EntityNotFoundException schemaNotFound(SchemaId id) {
    return notFound("Schema is not found. " + describe(id));
  }

  static EntityNotFoundException definitionNotFound(SchemaId id) {
    return notFound("Schema version is not found. " + describe(id));
  }

  static EntityNotFoundException versionNotFound(SchemaId id, SchemaVersionNumber number) {
    return notFound(
        "Schema version is not found. "
            + describe(id)
            + ", VersionNumber: "
            + number.versionNumber()
            + ", isLatestVersion: "
            + Boolean.TRUE.equals(number.latestVersion()));
  }

  static EntityNotFoundException versionNotFound(@Nullable String versionId) {
    return notFound("Schema version is not found. SchemaVersionId: " + versionId);
  }

  private static String describe(SchemaId id) {
    return "RegistryName: "
        + id.registryName()
        + ", SchemaName: "
        + id.schemaName()
        + ", SchemaArn: "
        + id.schemaArn();
  }

  static AlreadyExistsException alreadyExists(String message) {
    return AlreadyExistsException.builder().message(message).build();
  }

  static ResourceNumberLimitExceededException limit(String resources) {
    return limitExceeded(
        "More " + resources + " cannot be created. The maximum limit has been reached.");
  }

  static ResourceNumberLimitExceededException limitExceeded(String message) {
    return ResourceNumberLimitExceededException.builder().message(message).build();
  }
}
