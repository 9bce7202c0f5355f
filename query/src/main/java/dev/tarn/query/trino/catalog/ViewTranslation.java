package dev.tarn.query.trino.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tarn.query.dialect.DecimalLiterals;
import dev.tarn.query.engine.EngineCatalogs;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Views as Trino can read them: what other programs have written into the catalog may lack an owner
 * and Trino's marks, or hold numbers with a point, which are doubles in Athena.
 */
// https://docs.aws.amazon.com/athena/latest/ug/views-glue.html
public final class ViewTranslation implements GlueInterceptor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIEW = "VIRTUAL_VIEW";
  private static final String PREFIX = "/* Presto View: ";
  private static final String SUFFIX = " */";
  private static final String SQL = "originalSql";

  /** What Trino knows a view of its own by, and what Athena writes beside one. */
  private static final Map<String, String> MARKS =
      Map.of("presto_view", "true", "comment", "Presto View");

  private static final StorageDescriptor EMPTY =
      StorageDescriptor.builder()
          .columns(List.of())
          .location("")
          .compressed(false)
          .numberOfBuckets(0)
          .sortColumns(List.of())
          .storedAsSubDirectories(false)
          .serdeInfo(SerDeInfo.builder().build())
          .build();

  @Override
  public GlueResponse call(GlueRequest request, Function<GlueRequest, GlueResponse> next) {
    return switch (next.apply(request)) {
      case GetTableResponse one -> one.toBuilder().table(read(one.table())).build();
      case GetTablesResponse many ->
          many.toBuilder()
              .tableList(many.tableList().stream().map(table -> read(table)).toList())
              .build();
      case GlueResponse other -> other;
    };
  }

  private static Table read(Table table) {
    return definition(table.tableType(), table.viewOriginalText())
        .map(view -> read(table, view))
        .orElse(table);
  }

  private static Table read(Table table, ObjectNode view) {
    Map<String, String> parameters = new HashMap<>(table.parameters());
    parameters.putAll(MARKS);
    Table.Builder readable =
        table.toBuilder().parameters(parameters).viewOriginalText(encoded(readable(view)));
    if (table.storageDescriptor() == null) {
      readable.storageDescriptor(EMPTY);
    }
    return readable.build();
  }

  private static ObjectNode readable(ObjectNode view) {
    JsonNode catalog = view.path("catalog");
    if (catalog.isMissingNode()
        || catalog.isNull()
        || EngineCatalogs.VISIBLE.equalsIgnoreCase(catalog.asText())) {
      view.put("catalog", EngineCatalogs.VISIBLE);
    }
    // There is one user, so it makes no difference whose rights a view is run with.
    view.remove("owner");
    view.put("runAsInvoker", true);
    view.put(SQL, DecimalLiterals.asDoubles(view.path(SQL).asText()));
    return view;
  }

  private static Optional<ObjectNode> definition(
      @Nullable String tableType, @Nullable String text) {
    if (!VIEW.equals(tableType)
        || text == null
        || !text.startsWith(PREFIX)
        || !text.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String encoded = text.substring(PREFIX.length(), text.length() - SUFFIX.length()).strip();
    try {
      byte[] json = Base64.getDecoder().decode(encoded);
      return JSON.readTree(new String(json, StandardCharsets.UTF_8)) instanceof ObjectNode view
              && view.path(SQL).isTextual()
          ? Optional.of(view)
          : Optional.empty();
    } catch (IllegalArgumentException | JsonProcessingException _) {
      // Not a view that Trino could have written; Trino says what is wrong with it.
      return Optional.empty();
    }
  }

  private static String encoded(ObjectNode view) {
    byte[] json = view.toString().getBytes(StandardCharsets.UTF_8);
    return PREFIX + Base64.getEncoder().encodeToString(json) + SUFFIX;
  }
}
