package dev.tarn.catalog.schema;

import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.repository.TaggedResources;
import dev.tarn.catalog.schema.repository.LocatedVersion;
import dev.tarn.catalog.schema.repository.RegistryEntry;
import dev.tarn.catalog.schema.repository.SchemaEntry;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.glue.model.CheckSchemaVersionValidityRequest;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateRegistryRequest;
import software.amazon.awssdk.services.glue.model.CreateSchemaRequest;
import software.amazon.awssdk.services.glue.model.DeleteRegistryRequest;
import software.amazon.awssdk.services.glue.model.DeleteSchemaRequest;
import software.amazon.awssdk.services.glue.model.DeleteSchemaVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetRegistryRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaByDefinitionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.GetSchemaVersionsDiffRequest;
import software.amazon.awssdk.services.glue.model.ListRegistriesRequest;
import software.amazon.awssdk.services.glue.model.ListSchemaVersionsRequest;
import software.amazon.awssdk.services.glue.model.ListSchemasRequest;
import software.amazon.awssdk.services.glue.model.PutSchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.QuerySchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.RegisterSchemaVersionRequest;
import software.amazon.awssdk.services.glue.model.RemoveSchemaVersionMetadataRequest;
import software.amazon.awssdk.services.glue.model.SchemaReference;
import software.amazon.awssdk.services.glue.model.SchemaVersionNumber;
import software.amazon.awssdk.services.glue.model.UpdateRegistryRequest;
import software.amazon.awssdk.services.glue.model.UpdateSchemaRequest;

/** The Glue Schema Registry of one account, kept as files in a directory. Thread-safe. */
public final class SchemaRegistry implements SchemaColumns, TaggedResources {
  private final SchemaRepository repository;
  private final SchemaLookup lookup;
  private final SchemaDefinitions definitions = new SchemaDefinitions();
  private final VersionRegistration registration;
  private final Clock clock;

  private SchemaRegistry(
      SchemaRepository repository, AwsAccount account, Clock clock, IdGenerator ids) {
    this.repository = repository;
    this.lookup = new SchemaLookup(repository, account);
    this.registration = new VersionRegistration(repository, definitions, ids, clock);
    this.clock = clock;
  }

  /**
   * Reads the registry in the directory, which is created if need be.
   *
   * @throws IOException naming the file that is unreadable
   */
  public static SchemaRegistry load(
      Path directory, CatalogStorage storage, AwsAccount account, Clock clock, IdGenerator ids)
      throws IOException {
    return new SchemaRegistry(SchemaRepository.load(directory, storage), account, clock, ids);
  }

  /** Adds the operations of the registry to those of Glue. */
  public void addOperations(OperationTable.Builder table) {
    var registries = new RegistryOperations(repository, lookup, clock);
    var schemas = new SchemaOperations(repository, lookup, registries, registration, clock);
    var versions = new SchemaVersionOperations(repository, lookup, definitions, registration);
    var deletion = new SchemaVersionDeletion(repository, lookup);
    var metadata = new SchemaMetadataOperations(repository, lookup, clock);
    table
        .add(CreateRegistryRequest.class, registries::createRegistry)
        .add(GetRegistryRequest.class, registries::getRegistry)
        .add(ListRegistriesRequest.class, registries::listRegistries)
        .add(UpdateRegistryRequest.class, registries::updateRegistry)
        .add(DeleteRegistryRequest.class, registries::deleteRegistry)
        .add(CreateSchemaRequest.class, schemas::createSchema)
        .add(GetSchemaRequest.class, schemas::getSchema)
        .add(ListSchemasRequest.class, schemas::listSchemas)
        .add(UpdateSchemaRequest.class, schemas::updateSchema)
        .add(DeleteSchemaRequest.class, schemas::deleteSchema)
        .add(RegisterSchemaVersionRequest.class, versions::registerSchemaVersion)
        .add(GetSchemaVersionRequest.class, versions::getSchemaVersion)
        .add(GetSchemaByDefinitionRequest.class, versions::getSchemaByDefinition)
        .add(ListSchemaVersionsRequest.class, versions::listSchemaVersions)
        .add(DeleteSchemaVersionsRequest.class, deletion::deleteSchemaVersions)
        .add(GetSchemaVersionsDiffRequest.class, versions::getSchemaVersionsDiff)
        .add(CheckSchemaVersionValidityRequest.class, versions::checkSchemaVersionValidity)
        .add(PutSchemaVersionMetadataRequest.class, metadata::putSchemaVersionMetadata)
        .add(QuerySchemaVersionMetadataRequest.class, metadata::querySchemaVersionMetadata)
        .add(RemoveSchemaVersionMetadataRequest.class, metadata::removeSchemaVersionMetadata);
  }

  @Override
  public List<Column> columnsOf(SchemaReference reference) {
    SchemaVersionNumber number =
        reference.schemaVersionId() != null
            ? null
            : SchemaVersionNumber.builder()
                .versionNumber(reference.schemaVersionNumber())
                .latestVersion(reference.schemaVersionNumber() == null)
                .build();
    LocatedVersion located =
        lookup.version(reference.schemaId(), number, reference.schemaVersionId());
    return definitions.parse(located.schema(), located.version()).columns();
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    Optional<RegistryEntry> registry = lookup.registryByArn(arn);
    return registry.isPresent()
        ? registry.map(RegistryEntry::tags)
        : lookup.schemaByArn(arn).map(SchemaEntry::tags);
  }

  @Override
  public boolean changeTags(String arn, UnaryOperator<Map<String, String>> change) {
    return repository.write(() -> {
      Optional<RegistryEntry> registry = lookup.registryByArn(arn);
      Optional<SchemaEntry> schema = lookup.schemaByArn(arn);
      if (registry.isPresent()) {
        RegistryEntry entry = registry.get();
        repository.put(new RegistryEntry(entry.registry(), change.apply(entry.tags())));
      }
      if (schema.isPresent()) {
        SchemaEntry entry = schema.get();
        repository.put(entry.withTags(change.apply(entry.tags())));
      }
      return registry.isPresent() || schema.isPresent();
    });
  }
}
