package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.repository.RegistryEntry;
import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.SchemaKey;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import dev.tarn.catalog.schema.repository.VersionEntry;
import java.io.IOException;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.CreateSchemaRequest;
import software.amazon.awssdk.services.glue.model.CreateSchemaResponse;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.DeleteSchemaRequest;
import software.amazon.awssdk.services.glue.model.DeleteSchemaResponse;
import software.amazon.awssdk.services.glue.model.GetSchemaRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaResponse;
import software.amazon.awssdk.services.glue.model.ListSchemasRequest;
import software.amazon.awssdk.services.glue.model.ListSchemasResponse;
import software.amazon.awssdk.services.glue.model.SchemaListItem;
import software.amazon.awssdk.services.glue.model.SchemaStatus;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;
import software.amazon.awssdk.services.glue.model.UpdateSchemaRequest;
import software.amazon.awssdk.services.glue.model.UpdateSchemaResponse;

/** Schemas: create, read, list, update, delete. */
final class SchemaOperations {
  private static final int LARGEST_PAGE = 100;
  private static final ListingPage.TokenKey<SchemaKey> TOKEN_KEY =
      new ListingPage.TokenKey<>(
          key -> key.registry() + "/" + key.name(),
          text -> {
            int slash = text.indexOf('/');
            if (slash < 0) {
              throw new IllegalArgumentException(text);
            }
            return new SchemaKey(text.substring(0, slash), text.substring(slash + 1));
          });

  private final SchemaRepository repository;
  private final SchemaLookup lookup;
  private final RegistryOperations registries;
  private final VersionRegistration registration;
  private final Clock clock;

  SchemaOperations(
      SchemaRepository repository,
      SchemaLookup lookup,
      RegistryOperations registries,
      VersionRegistration registration,
      Clock clock) {
    this.repository = repository;
    this.lookup = lookup;
    this.registries = registries;
    this.registration = registration;
    this.clock = clock;
  }

  CreateSchemaResponse createSchema(CreateSchemaRequest request) {
    String name = RegistryRules.name("schemaName", request.schemaName());
    DataFormat format = RegistryRules.dataFormat(request.dataFormat());
    RegistryRules.compatibility(request.compatibility());
    RegistryRules.description(request.description());
    RegistryRules.tags(request.tags());
    String definition = request.schemaDefinition();
    if (definition != null) {
      registration.checkDefinition(format, definition);
    }
    SchemaEntry created = repository.write(() -> create(request, name, definition));
    return answer(request, created);
  }

  private SchemaEntry create(CreateSchemaRequest request, String name, @Nullable String definition)
      throws IOException {
    RegistryEntry registry =
        lookup.meansDefaultRegistry(request.registryId())
            ? registries.defaultRegistry()
            : lookup.registry(request.registryId());
    SchemaKey key = new SchemaKey(registry.name(), name);
    if (repository.schema(key).isPresent()) {
      throw RegistryErrors.alreadyExists("Schema already exists. SchemaName: " + name);
    }
    String now = RegistryTime.now(clock);
    Compatibility compatibility = request.compatibility();
    GetSchemaResponse schema =
        GetSchemaResponse.builder()
            .registryName(registry.name())
            .registryArn(registry.registry().registryArn())
            .schemaName(name)
            .schemaArn(lookup.schemaArn(key))
            .description(request.description())
            .dataFormat(request.dataFormat())
            .compatibility(compatibility == null ? Compatibility.NONE : compatibility)
            .schemaCheckpoint(1L)
            .nextSchemaVersion(1L)
            .schemaStatus(SchemaStatus.AVAILABLE)
            .createdTime(now)
            .updatedTime(now)
            .build();
    SchemaEntry entry = new SchemaEntry(schema, request.tags(), new TreeMap<>());
    if (definition != null) {
      entry = entry.withVersion(registration.firstVersion(entry, definition));
    }
    repository.put(entry);
    return entry;
  }

  private static CreateSchemaResponse answer(CreateSchemaRequest request, SchemaEntry created) {
    GetSchemaResponse schema = created.described();
    Optional<VersionEntry> first = created.latest();
    return CreateSchemaResponse.builder()
        .registryName(schema.registryName())
        .registryArn(schema.registryArn())
        .schemaName(schema.schemaName())
        .schemaArn(schema.schemaArn())
        .description(schema.description())
        .dataFormat(schema.dataFormat())
        .compatibility(schema.compatibility())
        .schemaCheckpoint(schema.schemaCheckpoint())
        .latestSchemaVersion(schema.latestSchemaVersion())
        .nextSchemaVersion(schema.nextSchemaVersion())
        .schemaStatus(schema.schemaStatus())
        .tags(request.hasTags() ? request.tags() : null)
        .schemaVersionId(first.map(VersionEntry::id).orElse(null))
        .schemaVersionStatus(first.map(version -> version.version().status()).orElse(null))
        .build();
  }

  GetSchemaResponse getSchema(GetSchemaRequest request) {
    return lookup.schema(request.schemaId()).described();
  }

  /** Without a registry, the schemas of all. */
  ListSchemasResponse listSchemas(ListSchemasRequest request) {
    RegistryRules.page(request.maxResults(), LARGEST_PAGE);
    NavigableMap<SchemaKey, SchemaEntry> schemas = repository.schemas();
    if (!SchemaLookup.isEmpty(request.registryId())) {
      String registry = lookup.registry(request.registryId()).name();
      // No name contains a null character, so this bound follows every schema of the registry.
      schemas =
          schemas.subMap(
              new SchemaKey(registry, ""), true, new SchemaKey(registry + '\0', ""), false);
    }
    ListingPage<SchemaEntry> page = page(schemas, request);
    return ListSchemasResponse.builder()
        .schemas(page.map(SchemaOperations::item))
        .nextToken(page.nextToken())
        .build();
  }

  private static ListingPage<SchemaEntry> page(
      NavigableMap<SchemaKey, SchemaEntry> schemas, ListSchemasRequest request) {
    try {
      return ListingPage.of(schemas, request.nextToken(), request.maxResults(), TOKEN_KEY);
    } catch (IllegalArgumentException e) {
      // The token came from another registry's listing and lies outside of this one.
      var invalid = RegistryErrors.invalid("Invalid NextToken.");
      invalid.addSuppressed(e);
      throw invalid;
    }
  }

  private static SchemaListItem item(SchemaEntry entry) {
    GetSchemaResponse schema = entry.schema();
    return SchemaListItem.builder()
        .registryName(schema.registryName())
        .schemaName(schema.schemaName())
        .schemaArn(schema.schemaArn())
        .description(schema.description())
        .schemaStatus(schema.schemaStatus())
        .createdTime(schema.createdTime())
        .updatedTime(schema.updatedTime())
        .build();
  }

  /**
   * A new compatibility mode needs a checkpoint, from which on it holds (<a
   * href="https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateSchema.html">UpdateSchema</a>).
   */
  UpdateSchemaResponse updateSchema(UpdateSchemaRequest request) {
    RegistryRules.required("schemaId", request.schemaId());
    RegistryRules.compatibility(request.compatibility());
    RegistryRules.description(request.description());
    SchemaVersionNumber checkpoint = request.schemaVersionNumber();
    if (checkpoint == null && (request.compatibility() != null || request.description() == null)) {
      throw RegistryErrors.invalid("One of version number (or) latest version is required.");
    }
    SchemaEntry updated =
        repository.write(() -> {
          SchemaEntry entry = lookup.schema(request.schemaId());
          GetSchemaResponse.Builder schema =
              entry.schema().toBuilder().updatedTime(RegistryTime.now(clock));
          if (checkpoint != null) {
            schema.schemaCheckpoint(lookup.version(entry, request.schemaId(), checkpoint).number());
          }
          if (request.compatibility() != null) {
            schema.compatibility(request.compatibility());
          }
          if (request.description() != null) {
            schema.description(request.description());
          }
          SchemaEntry changed = entry.withSchema(schema.build());
          repository.put(changed);
          return changed;
        });
    return UpdateSchemaResponse.builder()
        .schemaArn(updated.schema().schemaArn())
        .schemaName(updated.key().name())
        .registryName(updated.key().registry())
        .build();
  }

  /** AWS deletes in the background; here the schema is gone when this returns. */
  DeleteSchemaResponse deleteSchema(DeleteSchemaRequest request) {
    SchemaEntry deleted =
        repository.write(() -> {
          SchemaEntry entry = lookup.schema(request.schemaId());
          repository.remove(entry.key());
          return entry;
        });
    return DeleteSchemaResponse.builder()
        .schemaArn(deleted.schema().schemaArn())
        .schemaName(deleted.key().name())
        .status(SchemaStatus.DELETING)
        .build();
  }
}
