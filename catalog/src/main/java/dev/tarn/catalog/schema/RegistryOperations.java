package dev.tarn.catalog.schema;

import dev.tarn.catalog.schema.repository.RegistryEntry;
import dev.tarn.catalog.schema.repository.SchemaRepository;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateRegistryRequest;
import software.amazon.awssdk.services.glue.model.CreateRegistryResponse;
import software.amazon.awssdk.services.glue.model.DeleteRegistryRequest;
import software.amazon.awssdk.services.glue.model.DeleteRegistryResponse;
import software.amazon.awssdk.services.glue.model.GetRegistryRequest;
import software.amazon.awssdk.services.glue.model.GetRegistryResponse;
import software.amazon.awssdk.services.glue.model.ListRegistriesRequest;
import software.amazon.awssdk.services.glue.model.ListRegistriesResponse;
import software.amazon.awssdk.services.glue.model.RegistryListItem;
import software.amazon.awssdk.services.glue.model.RegistryStatus;
import software.amazon.awssdk.services.glue.model.UpdateRegistryRequest;
import software.amazon.awssdk.services.glue.model.UpdateRegistryResponse;

/** Registries: create, read, list, update, delete. */
final class RegistryOperations {
  /** Where a schema goes whose caller names no registry; it comes into being with the first. */
  static final String DEFAULT_REGISTRY = "default-registry";

  /** <a href="https://docs.aws.amazon.com/general/latest/gr/glue.html">Quota</a> of an account. */
  private static final int MOST_REGISTRIES = 10;

  private static final int LARGEST_PAGE = 100;

  private final SchemaRepository repository;
  private final SchemaLookup lookup;
  private final Clock clock;

  RegistryOperations(SchemaRepository repository, SchemaLookup lookup, Clock clock) {
    this.repository = repository;
    this.lookup = lookup;
    this.clock = clock;
  }

  CreateRegistryResponse createRegistry(CreateRegistryRequest request) {
    String name = RegistryRules.name("registryName", request.registryName());
    RegistryRules.description(request.description());
    RegistryRules.tags(request.tags());
    RegistryEntry entry =
        repository.write(() -> {
          if (repository.registry(name).isPresent()) {
            throw RegistryErrors.alreadyExists("Registry already exists. RegistryName: " + name);
          }
          if (repository.registries().size() >= MOST_REGISTRIES) {
            throw RegistryErrors.limit("registries");
          }
          return create(name, request.description(), request.tags());
        });
    return CreateRegistryResponse.builder()
        .registryArn(entry.registry().registryArn())
        .registryName(name)
        .description(request.description())
        .tags(request.hasTags() ? request.tags() : null)
        .build();
  }

  private RegistryEntry create(String name, @Nullable String description, Map<String, String> tags)
      throws IOException {
    String now = RegistryTime.now(clock);
    RegistryEntry entry =
        new RegistryEntry(
            GetRegistryResponse.builder()
                .registryName(name)
                .registryArn(lookup.registryArn(name))
                .description(description)
                .status(RegistryStatus.AVAILABLE)
                .createdTime(now)
                .updatedTime(now)
                .build(),
            tags);
    repository.put(entry);
    return entry;
  }

  /** The default registry, which is created if need be. Only within a write. */
  RegistryEntry defaultRegistry() throws IOException {
    Optional<RegistryEntry> existing = repository.registry(DEFAULT_REGISTRY);
    return existing.isPresent() ? existing.get() : create(DEFAULT_REGISTRY, null, Map.of());
  }

  GetRegistryResponse getRegistry(GetRegistryRequest request) {
    return lookup.registry(request.registryId()).registry();
  }

  ListRegistriesResponse listRegistries(ListRegistriesRequest request) {
    RegistryRules.page(request.maxResults(), LARGEST_PAGE);
    ListingPage<RegistryEntry> page =
        ListingPage.of(
            repository.registries(),
            request.nextToken(),
            request.maxResults(),
            new ListingPage.TokenKey<>(Function.identity(), Function.identity()));
    return ListRegistriesResponse.builder()
        .registries(page.map(RegistryOperations::item))
        .nextToken(page.nextToken())
        .build();
  }

  private static RegistryListItem item(RegistryEntry entry) {
    GetRegistryResponse registry = entry.registry();
    return RegistryListItem.builder()
        .registryName(registry.registryName())
        .registryArn(registry.registryArn())
        .description(registry.description())
        .status(registry.status())
        .createdTime(registry.createdTime())
        .updatedTime(registry.updatedTime())
        .build();
  }

  UpdateRegistryResponse updateRegistry(UpdateRegistryRequest request) {
    RegistryRules.required("registryId", request.registryId());
    String description = RegistryRules.required("description", request.description());
    RegistryRules.description(description);
    RegistryEntry updated =
        repository.write(() -> {
          RegistryEntry entry = lookup.registry(request.registryId());
          GetRegistryResponse registry =
              entry.registry().toBuilder()
                  .description(description)
                  .updatedTime(RegistryTime.now(clock))
                  .build();
          RegistryEntry changed = new RegistryEntry(registry, entry.tags());
          repository.put(changed);
          return changed;
        });
    return UpdateRegistryResponse.builder()
        .registryName(updated.name())
        .registryArn(updated.registry().registryArn())
        .build();
  }

  /** AWS deletes in the background; here the registry is gone when this returns. */
  DeleteRegistryResponse deleteRegistry(DeleteRegistryRequest request) {
    RegistryEntry deleted =
        repository.write(() -> {
          RegistryEntry entry = lookup.registry(request.registryId());
          repository.remove(entry.name());
          return entry;
        });
    return DeleteRegistryResponse.builder()
        .registryName(deleted.name())
        .registryArn(deleted.registry().registryArn())
        .status(RegistryStatus.DELETING)
        .build();
  }
}
