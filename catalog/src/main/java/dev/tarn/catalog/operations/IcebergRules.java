package dev.tarn.catalog.operations;

import dev.tarn.protocol.validation.Constraints;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateIcebergTableInput;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.IcebergEncryptedKey;
import software.amazon.awssdk.services.glue.model.IcebergInput;
import software.amazon.awssdk.services.glue.model.IcebergNullOrder;
import software.amazon.awssdk.services.glue.model.IcebergPartitionField;
import software.amazon.awssdk.services.glue.model.IcebergPartitionSpec;
import software.amazon.awssdk.services.glue.model.IcebergSchema;
import software.amazon.awssdk.services.glue.model.IcebergSortDirection;
import software.amazon.awssdk.services.glue.model.IcebergSortField;
import software.amazon.awssdk.services.glue.model.IcebergSortOrder;
import software.amazon.awssdk.services.glue.model.IcebergStructField;
import software.amazon.awssdk.services.glue.model.IcebergTableUpdate;
import software.amazon.awssdk.services.glue.model.IcebergUpdateAction;
import software.amazon.awssdk.services.glue.model.MetadataOperation;
import software.amazon.awssdk.services.glue.model.UpdateIcebergInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/** The shape constraints of the Iceberg parts of CreateTable and UpdateTable. */
final class IcebergRules {
  private static final int LOCATION_LENGTH = 2056;
  private static final int NAME_LENGTH = 1024;
  private static final int TEXT_LENGTH = 255;

  private final Rules rules = Rules.check();
  private final Constraints constraints = rules.constraints();

  private IcebergRules() {}

  static void checkCreate(CreateTableRequest request) {
    IcebergRules check = new IcebergRules();
    check.rules.optionalName("name", request.name());
    String path = "openTableFormatInput.icebergInput";
    IcebergInput input = request.openTableFormatInput().icebergInput();
    check.constraints.notNull(path, input);
    if (input != null) {
      check
          .constraints
          .notNull(path + ".metadataOperation", input.metadataOperationAsString())
          .oneOf(
              path + ".metadataOperation",
              input.metadataOperationAsString(),
              MetadataOperation.knownValues())
          .length(path + ".version", input.version(), 1, TEXT_LENGTH);
      check.table(path + ".createIcebergTableInput", input.createIcebergTableInput());
    }
    check.rules.orThrow();
  }

  private void table(String path, @Nullable CreateIcebergTableInput input) {
    if (input == null) {
      return;
    }
    location(path + ".location", input.location());
    schema(path + ".schema", input.schema());
    spec(path + ".partitionSpec", input.partitionSpec());
    order(path + ".writeOrder", input.writeOrder());
  }

  static void checkUpdate(UpdateTableRequest request) {
    IcebergRules check = new IcebergRules();
    check.rules.optionalName("name", request.name());
    String path = "updateOpenTableFormatInput.updateIcebergInput";
    UpdateIcebergInput input = request.updateOpenTableFormatInput().updateIcebergInput();
    check.constraints.notNull(path, input);
    if (input != null) {
      path += ".updateIcebergTableInput";
      check.constraints.notNull(path, input.updateIcebergTableInput());
      if (input.updateIcebergTableInput() != null) {
        boolean given = input.updateIcebergTableInput().hasUpdates();
        check.constraints.notNull(path + ".updates", given ? input : null);
        check.updates(path + ".updates", input.updateIcebergTableInput().updates());
      }
    }
    check.rules.orThrow();
  }

  private void updates(String path, List<IcebergTableUpdate> updates) {
    for (int i = 0; i < updates.size(); i++) {
      String item = Constraints.item(path, i);
      IcebergTableUpdate update = updates.get(i);
      schema(item + ".schema", update.schema());
      spec(item + ".partitionSpec", update.partitionSpec());
      order(item + ".sortOrder", update.sortOrder());
      location(item + ".location", update.location());
      constraints.oneOf(
          item + ".action", update.actionAsString(), IcebergUpdateAction.knownValues());
      encryptionKey(item + ".encryptionKey", update.encryptionKey());
    }
  }

  private void encryptionKey(String path, @Nullable IcebergEncryptedKey key) {
    if (key != null) {
      constraints
          .notNull(path + ".keyId", key.keyId())
          .notNull(path + ".encryptedKeyMetadata", key.encryptedKeyMetadata());
    }
  }

  private void location(String path, @Nullable String location) {
    constraints.notNull(path, location).length(path, location, 0, LOCATION_LENGTH);
  }

  private void schema(String path, @Nullable IcebergSchema schema) {
    constraints.notNull(path, schema);
    if (schema == null) {
      return;
    }
    constraints
        .oneOf(path + ".type", schema.typeAsString(), List.of("struct"))
        .notNull(path + ".fields", schema.hasFields() ? schema : null);
    for (int i = 0; i < schema.fields().size(); i++) {
      String item = Constraints.item(path + ".fields", i);
      IcebergStructField field = schema.fields().get(i);
      constraints
          .notNull(item + ".id", field.id())
          .notNull(item + ".name", field.name())
          .length(item + ".name", field.name(), 1, NAME_LENGTH)
          .notNull(item + ".type", field.type())
          .notNull(item + ".required", field.required())
          .length(item + ".doc", field.doc(), 0, TEXT_LENGTH);
    }
  }

  private void spec(String path, @Nullable IcebergPartitionSpec spec) {
    if (spec == null) {
      return;
    }
    constraints.notNull(path + ".fields", spec.hasFields() ? spec : null);
    for (int i = 0; i < spec.fields().size(); i++) {
      String item = Constraints.item(path + ".fields", i);
      IcebergPartitionField field = spec.fields().get(i);
      constraints
          .notNull(item + ".sourceId", field.sourceId())
          .notNull(item + ".transform", field.transform())
          .notNull(item + ".name", field.name())
          .length(item + ".name", field.name(), 1, NAME_LENGTH);
    }
  }

  private void order(String path, @Nullable IcebergSortOrder order) {
    if (order == null) {
      return;
    }
    constraints
        .notNull(path + ".orderId", order.orderId())
        .notNull(path + ".fields", order.hasFields() ? order : null);
    for (int i = 0; i < order.fields().size(); i++) {
      String item = Constraints.item(path + ".fields", i);
      IcebergSortField field = order.fields().get(i);
      constraints
          .notNull(item + ".sourceId", field.sourceId())
          .notNull(item + ".transform", field.transform())
          .notNull(item + ".direction", field.directionAsString())
          .oneOf(item + ".direction", field.directionAsString(), IcebergSortDirection.knownValues())
          .notNull(item + ".nullOrder", field.nullOrderAsString())
          .oneOf(item + ".nullOrder", field.nullOrderAsString(), IcebergNullOrder.knownValues());
    }
  }
}
