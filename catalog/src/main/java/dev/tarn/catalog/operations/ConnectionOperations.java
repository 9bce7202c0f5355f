package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.EntityFolder;
import dev.tarn.catalog.repository.ResourceTags;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.validation.TextRule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteConnectionResponse;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.ConnectionInput;
import software.amazon.awssdk.services.glue.model.ConnectionStatus;
import software.amazon.awssdk.services.glue.model.CreateConnectionRequest;
import software.amazon.awssdk.services.glue.model.CreateConnectionResponse;
import software.amazon.awssdk.services.glue.model.DeleteConnectionRequest;
import software.amazon.awssdk.services.glue.model.DeleteConnectionResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.GetConnectionRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionResponse;
import software.amazon.awssdk.services.glue.model.GetConnectionsFilter;
import software.amazon.awssdk.services.glue.model.GetConnectionsRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionsResponse;
import software.amazon.awssdk.services.glue.model.UpdateConnectionRequest;
import software.amazon.awssdk.services.glue.model.UpdateConnectionResponse;

/** Connections of every type: create, read, list, update, delete. Nothing here connects. */
public final class ConnectionOperations {
  private static final String LISTING = "GetConnections";
  private static final String PASSWORD = "PASSWORD";
  private static final int LARGEST_DELETE_BATCH = 25;

  private final Catalogs catalogs;
  private final EntityFolder<Connection> connections;
  private final ResourceTags tags;
  private final CatalogResources resources;
  private final AwsAccount account;
  private final Clock clock;

  public ConnectionOperations(
      Catalogs catalogs,
      EntityFolder<Connection> connections,
      ResourceTags tags,
      CatalogResources resources,
      AwsAccount account,
      Clock clock) {
    this.catalogs = catalogs;
    this.connections = connections;
    this.tags = tags;
    this.resources = resources;
    this.account = account;
    this.clock = clock;
  }

  public CreateConnectionResponse createConnection(CreateConnectionRequest request) {
    Rules rules = Rules.check().optionalName("catalogId", request.catalogId());
    check(rules, request.connectionInput());
    TagOperations.check(rules, "tags", request.tags());
    rules.orThrow();
    catalogs.require(request.catalogId());
    ConnectionInput input = request.connectionInput();
    Connection created = describe(input, clock.instant());
    if (!connections.create(input.name(), created)) {
      throw CatalogErrors.alreadyExists("Connection already exists.");
    }
    tags.set(resources.connection(input.name()), request.tags());
    return CreateConnectionResponse.builder()
        .createConnectionStatus(ConnectionStatus.READY)
        .build();
  }

  private static void check(Rules rules, @Nullable ConnectionInput input) {
    String path = "connectionInput";
    rules.required(path, input);
    if (input == null) {
      return;
    }
    rules
        .name(path + ".name", input.name())
        .description(path + ".description", input.description())
        .required(path + ".connectionType", input.connectionTypeAsString())
        .required(path + ".connectionProperties", input.hasConnectionProperties() ? input : null)
        .size(path + ".matchCriteria", input.matchCriteria(), 0, 10);
    rules
        .constraints()
        .each(path + ".matchCriteria", input.matchCriteria(), TextRule.length(1, 255))
        .size(path + ".connectionProperties", input.connectionPropertiesAsStrings(), 0, 100)
        .eachValue(
            path + ".connectionProperties",
            input.connectionPropertiesAsStrings(),
            TextRule.length(0, 1024));
  }

  private Connection describe(ConnectionInput input, Instant created) {
    return ShapeCopy.copy(input, Connection.builder())
        .creationTime(created)
        .lastUpdatedTime(clock.instant())
        .lastUpdatedBy(account.globalArn("iam", "root"))
        .status(ConnectionStatus.READY)
        .connectionSchemaVersion(1)
        .build();
  }

  private static EntityNotFoundException notFound(String name) {
    return CatalogErrors.notFound("Connection " + name + " not found.");
  }

  public GetConnectionResponse getConnection(GetConnectionRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("name", request.name())
        .orThrow();
    catalogs.require(request.catalogId());
    Connection connection =
        connections.find(request.name()).orElseThrow(() -> notFound(request.name()));
    return GetConnectionResponse.builder()
        .connection(answer(connection, request.hidePassword()))
        .build();
  }

  private static Connection answer(Connection connection, @Nullable Boolean hidePassword) {
    if (!Boolean.TRUE.equals(hidePassword)) {
      return connection;
    }
    Map<String, String> properties =
        new LinkedHashMap<>(connection.connectionPropertiesAsStrings());
    properties.remove(PASSWORD);
    return connection.toBuilder().connectionPropertiesWithStrings(properties).build();
  }

  public GetConnectionsResponse getConnections(GetConnectionsRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .page(request.maxResults(), Rules.LARGEST_PAGE)
        .orThrow();
    catalogs.require(request.catalogId());
    Page<Connection> page =
        Page.byName(
            LISTING,
            connections.all(),
            request.nextToken(),
            Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE),
            entry -> matches(entry.getValue(), request.filter()));
    return GetConnectionsResponse.builder()
        .connectionList(page.map(connection -> answer(connection, request.hidePassword())))
        .nextToken(page.nextToken())
        .build();
  }

  private static boolean matches(Connection connection, @Nullable GetConnectionsFilter filter) {
    if (filter == null) {
      return true;
    }
    String type = filter.connectionTypeAsString();
    Integer schemaVersion = filter.connectionSchemaVersion();
    return (type == null || type.equals(connection.connectionTypeAsString()))
        && (schemaVersion == null || schemaVersion.equals(connection.connectionSchemaVersion()))
        && connection.matchCriteria().containsAll(filter.matchCriteria());
  }

  public UpdateConnectionResponse updateConnection(UpdateConnectionRequest request) {
    Rules rules =
        Rules.check().optionalName("catalogId", request.catalogId()).name("name", request.name());
    check(rules, request.connectionInput());
    rules.orThrow();
    catalogs.require(request.catalogId());
    ConnectionInput input = request.connectionInput();
    boolean updated =
        connections.update(
            request.name(),
            old -> describe(input, old.creationTime()).toBuilder().name(old.name()).build());
    if (!updated) {
      throw notFound(request.name());
    }
    return UpdateConnectionResponse.builder().build();
  }

  public DeleteConnectionResponse deleteConnection(DeleteConnectionRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("connectionName", request.connectionName())
        .orThrow();
    catalogs.require(request.catalogId());
    delete(request.connectionName());
    return DeleteConnectionResponse.builder().build();
  }

  private void delete(String name) {
    if (!connections.remove(name)) {
      throw notFound(name);
    }
    tags.set(resources.connection(name), Map.of());
  }

  public BatchDeleteConnectionResponse batchDeleteConnection(BatchDeleteConnectionRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .required("connectionNameList", request.hasConnectionNameList() ? request : null)
        .size("connectionNameList", request.connectionNameList(), 0, LARGEST_DELETE_BATCH)
        .orThrow();
    catalogs.require(request.catalogId());
    List<String> succeeded = new ArrayList<>();
    Map<String, ErrorDetail> errors = new HashMap<>();
    for (String name : request.connectionNameList()) {
      try {
        delete(name);
        succeeded.add(name);
      } catch (EntityNotFoundException e) {
        errors.put(name, ItemErrors.of(e));
      }
    }
    return BatchDeleteConnectionResponse.builder().succeeded(succeeded).errors(errors).build();
  }
}
