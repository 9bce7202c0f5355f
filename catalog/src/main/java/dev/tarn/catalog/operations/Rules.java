package dev.tarn.catalog.operations;

import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.protocol.validation.TextRule;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.PartitionIndex;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PrincipalType;
import software.amazon.awssdk.services.glue.model.ResourceType;
import software.amazon.awssdk.services.glue.model.ResourceUri;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/**
 * The shape constraints of Glue's model that AWS's service framework checks before an operation
 * runs (<a href="https://docs.aws.amazon.com/glue/latest/webapi/API_TableInput.html">API
 * reference</a>).
 */
final class Rules {
  static final int NAME_LENGTH = 255;
  static final int LARGEST_PAGE = 1000;
  static final int LARGEST_NAME_PAGE = 100;
  private static final int DESCRIPTION_LENGTH = 2048;
  private static final int PARAMETER_LENGTH = 512_000;
  private static final int LOCATION_LENGTH = 2056;
  private static final int MOST_RESOURCES = 1000;
  private static final int VALUE_LENGTH = 1024;

  private static final String CHARACTERS =
      "\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF";
  static final Pattern SINGLE_LINE = Pattern.compile("[" + CHARACTERS + "\\t]*");
  private static final Pattern MULTI_LINE = Pattern.compile("[" + CHARACTERS + "\\r\\n\\t]*");
  private static final TextRule KEY = TextRule.length(1, NAME_LENGTH, SINGLE_LINE);
  private static final TextRule PARAMETER = TextRule.length(0, PARAMETER_LENGTH);
  private static final TextRule VALUE = TextRule.length(1, VALUE_LENGTH);

  private final Constraints constraints = Constraints.withValues();

  static Rules check() {
    return new Rules();
  }

  /** Throws AWS's ValidationException when anything was violated. */
  void orThrow() {
    constraints.orThrow(AwsErrors::validation);
  }

  Constraints constraints() {
    return constraints;
  }

  Rules required(String path, @Nullable Object value) {
    constraints.notNull(path, value);
    return this;
  }

  Rules name(String path, @Nullable String value) {
    constraints.notNull(path, value);
    return optionalName(path, value);
  }

  Rules optionalName(String path, @Nullable String value) {
    constraints.length(path, value, 1, NAME_LENGTH).pattern(path, value, SINGLE_LINE);
    return this;
  }

  /** The names of a table, and the catalog that it is in. */
  Rules table(@Nullable String catalogId, @Nullable String database, @Nullable String table) {
    return optionalName("catalogId", catalogId)
        .name("databaseName", database)
        .name("tableName", table);
  }

  Rules description(String path, @Nullable String value) {
    constraints.length(path, value, 0, DESCRIPTION_LENGTH).pattern(path, value, MULTI_LINE);
    return this;
  }

  Rules parameters(String path, @Nullable Map<String, String> values) {
    constraints.eachKey(path, values, KEY).eachValue(path, values, PARAMETER);
    return this;
  }

  Rules page(@Nullable Integer maxResults, int largest) {
    constraints.range("maxResults", maxResults, 1, largest);
    return this;
  }

  Rules size(String path, @Nullable List<?> values, int min, int max) {
    constraints.size(path, values, min, max);
    return this;
  }

  /** Values that identify a partition. */
  Rules values(String path, boolean given, List<String> values) {
    constraints.notNull(path, given ? values : null).each(path, values, VALUE);
    return this;
  }

  Rules databaseInput(@Nullable DatabaseInput input) {
    String path = "databaseInput";
    constraints.notNull(path, input);
    if (input == null) {
      return this;
    }
    name(path + ".name", input.name());
    description(path + ".description", input.description());
    constraints.length(path + ".locationUri", input.locationUri(), 1, 1024);
    return parameters(path + ".parameters", input.parameters());
  }

  Rules tableInput(@Nullable TableInput input) {
    if (input == null) {
      return this;
    }
    String path = "tableInput";
    name(path + ".name", input.name());
    description(path + ".description", input.description());
    optionalName(path + ".owner", input.owner());
    constraints.range(path + ".retention", input.retention(), 0, Integer.MAX_VALUE);
    storage(path + ".storageDescriptor", input.storageDescriptor());
    columns(path + ".partitionKeys", input.partitionKeys());
    constraints
        .length(path + ".viewOriginalText", input.viewOriginalText(), 0, 409_600)
        .length(path + ".viewExpandedText", input.viewExpandedText(), 0, 409_600)
        .length(path + ".tableType", input.tableType(), 0, NAME_LENGTH);
    return parameters(path + ".parameters", input.parameters());
  }

  Rules partitionInput(String path, @Nullable PartitionInput input) {
    constraints.notNull(path, input);
    if (input == null) {
      return this;
    }
    constraints.each(path + ".values", input.values(), VALUE);
    storage(path + ".storageDescriptor", input.storageDescriptor());
    return parameters(path + ".parameters", input.parameters());
  }

  Rules partitionIndexes(List<PartitionIndex> indexes) {
    size("partitionIndexes", indexes, 0, 3);
    for (int i = 0; i < indexes.size(); i++) {
      partitionIndex(Constraints.item("partitionIndexes", i), indexes.get(i));
    }
    return this;
  }

  Rules partitionIndex(String path, @Nullable PartitionIndex index) {
    constraints.notNull(path, index);
    if (index == null) {
      return this;
    }
    constraints
        .notNull(path + ".keys", index.hasKeys() ? index.keys() : null)
        .size(path + ".keys", index.keys(), index.hasKeys() ? 1 : 0, Integer.MAX_VALUE)
        .each(path + ".keys", index.keys(), KEY);
    return name(path + ".indexName", index.indexName());
  }

  Rules functionInput(@Nullable UserDefinedFunctionInput input) {
    String path = "functionInput";
    constraints.notNull(path, input);
    if (input == null) {
      return this;
    }
    name(path + ".functionName", input.functionName());
    optionalName(path + ".className", input.className());
    optionalName(path + ".ownerName", input.ownerName());
    constraints
        .oneOf(path + ".ownerType", input.ownerTypeAsString(), PrincipalType.knownValues())
        .size(path + ".resourceUris", input.resourceUris(), 0, MOST_RESOURCES);
    for (int i = 0; i < input.resourceUris().size(); i++) {
      String item = Constraints.item(path + ".resourceUris", i);
      ResourceUri resource = input.resourceUris().get(i);
      constraints
          .oneOf(
              item + ".resourceType", resource.resourceTypeAsString(), ResourceType.knownValues())
          .length(item + ".uri", resource.uri(), 1, 1024);
    }
    return this;
  }

  private void storage(String path, @Nullable StorageDescriptor storage) {
    if (storage == null) {
      return;
    }
    columns(path + ".columns", storage.columns());
    constraints
        .length(path + ".location", storage.location(), 0, LOCATION_LENGTH)
        .length(path + ".inputFormat", storage.inputFormat(), 0, 128)
        .length(path + ".outputFormat", storage.outputFormat(), 0, 128);
    if (storage.serdeInfo() != null) {
      String serde = path + ".serdeInfo";
      optionalName(serde + ".name", storage.serdeInfo().name());
      optionalName(serde + ".serializationLibrary", storage.serdeInfo().serializationLibrary());
      parameters(serde + ".parameters", storage.serdeInfo().parameters());
    }
    parameters(path + ".parameters", storage.parameters());
  }

  private void columns(String path, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      String item = Constraints.item(path, i);
      Column column = columns.get(i);
      name(item + ".name", column.name());
      constraints
          .length(item + ".type", column.type(), 0, 131_072)
          .length(item + ".comment", column.comment(), 0, NAME_LENGTH);
      parameters(item + ".parameters", column.parameters());
    }
  }
}
