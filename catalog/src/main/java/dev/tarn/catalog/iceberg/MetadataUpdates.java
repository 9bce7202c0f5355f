package dev.tarn.catalog.iceberg;

import dev.tarn.catalog.repository.CatalogErrors;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.encryption.BaseEncryptedKey;
import org.apache.iceberg.util.LocationUtil;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.IcebergEncryptedKey;
import software.amazon.awssdk.services.glue.model.IcebergPartitionSpec;
import software.amazon.awssdk.services.glue.model.IcebergSchema;
import software.amazon.awssdk.services.glue.model.IcebergSortOrder;
import software.amazon.awssdk.services.glue.model.IcebergTableUpdate;
import software.amazon.awssdk.services.glue.model.IcebergUpdateAction;

/**
 * Applies updates one after the other. One without an action sets everything that it carries, as
 * updates did before the API had actions.
 */
final class MetadataUpdates {
  /** In place of an id: whatever an earlier update of the same request added. */
  private static final int LAST_ADDED = -1;

  private TableMetadata metadata;
  private @Nullable Integer addedSchema;
  private @Nullable Integer addedSpec;
  private @Nullable Integer addedOrder;

  private MetadataUpdates(TableMetadata metadata) {
    this.metadata = metadata;
  }

  /** The metadata with all updates; the same object when they change nothing. */
  static TableMetadata apply(TableMetadata base, List<IcebergTableUpdate> updates) {
    MetadataUpdates result = new MetadataUpdates(base);
    updates.forEach(result::apply);
    return result.metadata;
  }

  private void apply(IcebergTableUpdate update) {
    IcebergUpdateAction action = update.action();
    if (action == null) {
      applyAll(update);
      return;
    }
    switch (action) {
      case ADD_SCHEMA -> addSchema(update.schema());
      case SET_CURRENT_SCHEMA -> setCurrentSchema(update.schema());
      case ADD_SPEC -> addSpec(required(update.partitionSpec(), "PartitionSpec", update));
      case SET_DEFAULT_SPEC ->
          setDefaultSpec(required(update.partitionSpec(), "PartitionSpec", update));
      case ADD_SORT_ORDER -> addOrder(required(update.sortOrder(), "SortOrder", update));
      case SET_DEFAULT_SORT_ORDER ->
          setDefaultOrder(required(update.sortOrder(), "SortOrder", update));
      case SET_LOCATION -> setLocation(update.location());
      case SET_PROPERTIES -> setProperties(update);
      case REMOVE_PROPERTIES ->
          change(builder -> builder.removeProperties(update.properties().keySet()));
      case ADD_ENCRYPTION_KEY ->
          addEncryptionKey(required(update.encryptionKey(), "EncryptionKey", update));
      case REMOVE_ENCRYPTION_KEY -> {
        String key = required(update.keyId(), "KeyId", update);
        change(builder -> builder.removeEncryptionKey(key));
      }
      case UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("Unknown action: " + update.actionAsString());
    }
  }

  private void applyAll(IcebergTableUpdate update) {
    addSchema(update.schema());
    makeCurrent(Objects.requireNonNull(addedSchema));
    if (update.partitionSpec() != null) {
      addSpec(update.partitionSpec());
      int id = Objects.requireNonNull(addedSpec);
      change(builder -> builder.setDefaultPartitionSpec(id));
    }
    if (update.sortOrder() != null) {
      addOrder(update.sortOrder());
      int id = Objects.requireNonNull(addedOrder);
      change(builder -> builder.setDefaultSortOrder(id));
    }
    setLocation(update.location());
    setProperties(update);
  }

  private void change(UnaryOperator<TableMetadata.Builder> step) {
    metadata = step.apply(TableMetadata.buildFrom(metadata)).build();
  }

  private void addSchema(IcebergSchema given) {
    Schema schema = IcebergJson.schema(given);
    change(builder -> builder.addSchema(schema));
    addedSchema =
        metadata.schemas().stream().filter(schema::sameSchema).findFirst().orElseThrow().schemaId();
  }

  private void setCurrentSchema(IcebergSchema given) {
    if (given.schemaId() == null) {
      addSchema(given);
    }
    makeCurrent(chosen(given.schemaId(), addedSchema, "schema"));
  }

  private void makeCurrent(int id) {
    Schema schema = metadata.schemasById().get(id);
    if (schema != null) {
      SchemaEvolution.check(metadata.schema(), schema);
    }
    change(builder -> builder.setCurrentSchema(id));
  }

  private void addSpec(IcebergPartitionSpec given) {
    PartitionSpec spec = IcebergJson.partitionSpec(given).bind(metadata.schema());
    change(builder -> builder.addPartitionSpec(spec));
    addedSpec =
        metadata.specs().stream().filter(spec::compatibleWith).findFirst().orElseThrow().specId();
  }

  private void setDefaultSpec(IcebergPartitionSpec given) {
    if (given.specId() == null) {
      addSpec(given);
    }
    int id = chosen(given.specId(), addedSpec, "partition spec");
    change(builder -> builder.setDefaultPartitionSpec(id));
  }

  private void addOrder(IcebergSortOrder given) {
    SortOrder order = IcebergJson.sortOrder(given).bind(metadata.schema());
    change(builder -> builder.addSortOrder(order));
    addedOrder =
        metadata.sortOrders().stream().filter(order::sameOrder).findFirst().orElseThrow().orderId();
  }

  private void setDefaultOrder(IcebergSortOrder given) {
    int id = chosen(given.orderId(), addedOrder, "sort order");
    change(builder -> builder.setDefaultSortOrder(id));
  }

  private static int chosen(@Nullable Integer id, @Nullable Integer added, String what) {
    if (id != null && id != LAST_ADDED) {
      return id;
    }
    if (added == null) {
      throw new IllegalArgumentException("Cannot set last added " + what + ": none has been added");
    }
    return added;
  }

  private void setLocation(String location) {
    change(builder -> builder.setLocation(LocationUtil.stripTrailingSlash(location)));
  }

  private void setProperties(IcebergTableUpdate update) {
    NewTables.refuseReserved(update.properties());
    // Iceberg counts a property that is set to what it is already as a change.
    if (!metadata.properties().entrySet().containsAll(update.properties().entrySet())) {
      change(builder -> builder.setProperties(update.properties()));
    }
  }

  private void addEncryptionKey(IcebergEncryptedKey key) {
    change(builder ->
        builder.addEncryptionKey(
            new BaseEncryptedKey(
                key.keyId(),
                ByteBuffer.wrap(Base64.getDecoder().decode(key.encryptedKeyMetadata())),
                key.encryptedById(),
                key.properties())));
  }

  private static <T> T required(@Nullable T member, String name, IcebergTableUpdate update) {
    if (member == null) {
      throw CatalogErrors.invalidInput(
          name + " cannot be null for action " + update.actionAsString());
    }
    return member;
  }
}
