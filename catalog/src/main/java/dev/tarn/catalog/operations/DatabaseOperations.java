package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.CatalogRepository;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.DatabaseEntry;
import dev.tarn.catalog.repository.ResourceTags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseAttributes;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.ResourceShareType;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseResponse;

/** Databases: create, read, list, update, delete. */
public final class DatabaseOperations {
  private static final String LISTING = "GetDatabases";

  private final Catalogs catalogs;
  private final EntryLookup lookup;
  private final ResourceTags tags;
  private final CatalogResources resources;
  private final Clock clock;

  public DatabaseOperations(
      Catalogs catalogs, ResourceTags tags, CatalogResources resources, Clock clock) {
    this.tags = tags;
    this.resources = resources;
    this.catalogs = catalogs;
    this.lookup = new EntryLookup(catalogs);
    this.clock = clock;
  }

  public CreateDatabaseResponse createDatabase(CreateDatabaseRequest request) {
    Rules rules =
        Rules.check()
            .optionalName("catalogId", request.catalogId())
            .databaseInput(request.databaseInput());
    TagOperations.check(rules, "tags", request.tags());
    rules.orThrow();
    CatalogRepository catalog = catalogs.require(request.catalogId());
    DatabaseInput input = request.databaseInput();
    Database.Builder database =
        Database.builder()
            .createTableDefaultPermissions(
                input.targetDatabase() == null ? DefaultPermissions.OF_TABLES : List.of());
    catalog.createDatabase(
        describe(database, input)
            .catalogId(catalog.catalogId())
            .createTime(clock.instant())
            .build());
    tags.set(resources.database(Names.fold(input.name())), request.tags());
    return CreateDatabaseResponse.builder().build();
  }

  private static Database.Builder describe(Database.Builder database, DatabaseInput input) {
    ShapeCopy.copy(input, database);
    if (!input.hasParameters()) {
      database.parameters(Map.of());
    }
    return database.name(Names.fold(input.name()));
  }

  public GetDatabaseResponse getDatabase(GetDatabaseRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("name", request.name())
        .orThrow();
    Database database = lookup.database(request.catalogId(), request.name()).database();
    return GetDatabaseResponse.builder().database(database).build();
  }

  public GetDatabasesResponse getDatabases(GetDatabasesRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .page(request.maxResults(), Rules.LARGEST_NAME_PAGE)
        .orThrow();
    CatalogRepository catalog = catalogs.require(request.catalogId());
    Page<DatabaseEntry> page =
        Page.byName(
            LISTING,
            catalog.databases(),
            request.nextToken(),
            Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE),
            entry -> isShared(entry.getValue().database(), request.resourceShareType()));
    return GetDatabasesResponse.builder()
        .databaseList(page.map(entry -> select(entry.database(), request.attributesToGet())))
        .nextToken(page.nextToken())
        .build();
  }

  /** No other account shares anything with this one. */
  private static boolean isShared(Database database, @Nullable ResourceShareType type) {
    return switch (type) {
      case null -> true;
      case FOREIGN -> false;
      case FEDERATED -> database.federatedDatabase() != null;
      case ALL, UNKNOWN_TO_SDK_VERSION -> true;
    };
  }

  private static Database select(Database database, List<DatabaseAttributes> attributes) {
    if (attributes.isEmpty()) {
      return database;
    }
    Database.Builder selected = Database.builder();
    if (attributes.contains(DatabaseAttributes.NAME)) {
      selected.name(database.name());
    }
    if (attributes.contains(DatabaseAttributes.TARGET_DATABASE)) {
      selected.targetDatabase(database.targetDatabase());
    }
    return selected.build();
  }

  public UpdateDatabaseResponse updateDatabase(UpdateDatabaseRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("name", request.name())
        .databaseInput(request.databaseInput())
        .orThrow();
    DatabaseEntry entry = lookup.database(request.catalogId(), request.name());
    DatabaseInput input = request.databaseInput();
    if (!Names.fold(input.name()).equals(entry.database().name())) {
      throw CatalogErrors.invalidInput("Database cannot be renamed");
    }
    entry.write(() -> {
      Database old = entry.database();
      Database.Builder changed =
          Database.builder()
              .createTableDefaultPermissions(old.createTableDefaultPermissions())
              .catalogId(old.catalogId())
              .createTime(old.createTime());
      entry.replace(describe(changed, input).build());
      return entry;
    });
    return UpdateDatabaseResponse.builder().build();
  }

  public DeleteDatabaseResponse deleteDatabase(DeleteDatabaseRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("name", request.name())
        .orThrow();
    catalogs.require(request.catalogId()).dropDatabase(Names.fold(request.name()));
    tags.set(resources.database(Names.fold(request.name())), Map.of());
    return DeleteDatabaseResponse.builder().build();
  }
}
