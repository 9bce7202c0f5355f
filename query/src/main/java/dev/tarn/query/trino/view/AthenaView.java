package dev.tarn.query.trino.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * A view's catalog entry in Athena's shape: its columns in Hive's types, and no more parameters
 * than Athena writes.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/views.html">Views</a>
 */
final class AthenaView {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "/* Presto View: ";
  private static final String OWNER = "hadoop";
  private static final String SUFFIX = " */";

  private AthenaView() {}

  /** The entry to write; any other table's is left as it is. */
  static TableInput shaped(TableInput table) {
    @Nullable String text = table.viewOriginalText();
    if (text == null || !text.startsWith(PREFIX) || !text.endsWith(SUFFIX)) {
      return table;
    }
    StorageDescriptor storage =
        StorageDescriptor.builder()
            .columns(columns(text.substring(PREFIX.length(), text.length() - SUFFIX.length())))
            .location("")
            .compressed(false)
            .numberOfBuckets(0)
            .serdeInfo(serde -> {})
            .sortColumns(List.of())
            .build();
    return table.toBuilder()
        .storageDescriptor(storage)
        .partitionKeys(List.of())
        .parameters(Map.of("presto_view", "true", "comment", "Presto View"))
        .build();
  }

  /** A view with an owner: the engine wants to know whose rights a view is read with. */
  static Table owned(Table table) {
    boolean isView =
        table.viewOriginalText() != null && table.viewOriginalText().startsWith(PREFIX);
    return isView && table.owner() == null ? table.toBuilder().owner(OWNER).build() : table;
  }

  private static List<Column> columns(String encoded) {
    byte[] json = Base64.getDecoder().decode(encoded.strip());
    JsonNode definition;
    try {
      definition = JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The engine's view is not JSON", e);
    }
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : definition.path("columns")) {
      columns.add(
          Column.builder()
              .name(column.path("name").asText().toLowerCase(Locale.ROOT))
              .type(HiveTypeName.of(column.path("type").asText()))
              .build());
    }
    return columns;
  }
}
