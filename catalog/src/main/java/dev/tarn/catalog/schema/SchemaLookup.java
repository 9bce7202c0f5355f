package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.repository.LocatedVersion;
import dev.tarn.catalog.schema.repository.RegistryEntry;
import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.SchemaKey;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import dev.tarn.catalog.schema.repository.VersionEntry;
import dev.tarn.protocol.AwsAccount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.RegistryId;
import software.amazon.awssdk.services.glue.model.SchemaId;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;

/** Finds what the ids in requests mean, and refuses ids that mean nothing or too much. */
final class SchemaLookup {
  private static final String REGISTRY = "registry/";
  private static final String SCHEMA = "schema/";

  private final SchemaRepository repository;
  private final AwsAccount account;

  SchemaLookup(SchemaRepository repository, AwsAccount account) {
    this.repository = repository;
    this.account = account;
  }

  String registryArn(String registry) {
    return account.arn("glue", REGISTRY + registry);
  }

  String schemaArn(SchemaKey key) {
    return account.arn("glue", SCHEMA + key.registry() + "/" + key.name());
  }

  /** The registry of this ARN. */
  Optional<RegistryEntry> registryByArn(String arn) {
    return resource(arn, REGISTRY).flatMap(repository::registry);
  }

  /** The schema of this ARN. */
  Optional<SchemaEntry> schemaByArn(String arn) {
    return schemaKey(arn).flatMap(repository::schema);
  }

  private Optional<SchemaKey> schemaKey(String arn) {
    return resource(arn, SCHEMA)
        .filter(path -> path.indexOf('/') >= 0)
        .map(path -> {
          int slash = path.indexOf('/');
          return new SchemaKey(path.substring(0, slash), path.substring(slash + 1));
        });
  }

  /** What follows the type of the resource in an ARN of this account. */
  private Optional<String> resource(String arn, String type) {
    String prefix = account.arn("glue", type);
    return arn.startsWith(prefix) ? Optional.of(arn.substring(prefix.length())) : Optional.empty();
  }

  static boolean isEmpty(@Nullable RegistryId id) {
    return id == null || (id.registryName() == null && id.registryArn() == null);
  }

  /** AWS's serializers always name a registry, also the default one before it is there. */
  boolean meansDefaultRegistry(@Nullable RegistryId id) {
    if (id == null || isEmpty(id)) {
      return true;
    }
    return id.registryArn() == null
        ? RegistryOperations.DEFAULT_REGISTRY.equals(id.registryName())
        : id.registryName() == null
            && id.registryArn().equals(registryArn(RegistryOperations.DEFAULT_REGISTRY));
  }

  RegistryEntry registry(@Nullable RegistryId given) {
    RegistryId id = RegistryRules.required("registryId", given);
    if ((id.registryName() == null) == (id.registryArn() == null)) {
      throw RegistryErrors.invalid(
          "One of registryName or registryArn has to be provided, both cannot be provided.");
    }
    Optional<RegistryEntry> found =
        id.registryName() == null
            ? registryByArn(RegistryRules.arn("registryArn", id.registryArn()))
            : repository.registry(RegistryRules.name("registryName", id.registryName()));
    return found.orElseThrow(() -> RegistryErrors.registryNotFound(id));
  }

  SchemaEntry schema(@Nullable SchemaId given) {
    SchemaId id = RegistryRules.required("schemaId", given);
    if (id.schemaArn() != null) {
      if (id.registryName() != null || id.schemaName() != null) {
        throw RegistryErrors.invalid(
            "One of (registryName and schemaName) or schemaArn has to be provided,"
                + " both cannot be provided.");
      }
      return schemaByArn(RegistryRules.arn("schemaArn", id.schemaArn()))
          .orElseThrow(() -> RegistryErrors.schemaNotFound(id));
    }
    if (id.registryName() == null || id.schemaName() == null) {
      throw noSchemaId();
    }
    SchemaKey key =
        new SchemaKey(
            RegistryRules.name("registryName", id.registryName()),
            RegistryRules.name("schemaName", id.schemaName()));
    return repository.schema(key).orElseThrow(() -> RegistryErrors.schemaNotFound(id));
  }

  /** By the version's own id, or by its schema and number; not by both. */
  LocatedVersion version(
      @Nullable SchemaId schemaId,
      @Nullable SchemaVersionNumber number,
      @Nullable String versionId) {
    if (versionId != null) {
      if (schemaId != null || number != null) {
        throw RegistryErrors.invalid(
            "No other input parameters can be specified when fetching by SchemaVersionId.");
      }
      return repository
          .version(RegistryRules.versionId(versionId))
          .orElseThrow(() -> RegistryErrors.versionNotFound(versionId));
    }
    if (schemaId == null) {
      throw noSchemaId();
    }
    if (number == null) {
      throw noVersionNumber();
    }
    SchemaEntry schema = schema(schemaId);
    return new LocatedVersion(schema, version(schema, schemaId, number));
  }

  VersionEntry version(SchemaEntry schema, SchemaId id, SchemaVersionNumber number) {
    boolean latest = Boolean.TRUE.equals(number.latestVersion());
    if (latest && number.versionNumber() != null) {
      throw RegistryErrors.invalid("Only one of VersionNumber or LatestVersion is required.");
    }
    if (!latest && number.versionNumber() == null) {
      throw noVersionNumber();
    }
    Optional<VersionEntry> version =
        latest ? schema.latest() : schema.version(number.versionNumber());
    return version.orElseThrow(() -> RegistryErrors.versionNotFound(id, number));
  }

  private static RuntimeException noSchemaId() {
    return RegistryErrors.invalid(
        "At least one of (registryName and schemaName) or schemaArn has to be provided.");
  }

  private static RuntimeException noVersionNumber() {
    return RegistryErrors.invalid("One of version number (or) latest version is required.");
  }
}
