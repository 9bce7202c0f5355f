package dev.tarn.query.ddl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tarn.query.dialect.TableName;
import io.trino.sql.SqlFormatter;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Table;

/** The lines of SHOW CREATE VIEW, from the encoded definition that the catalog holds. */
final class ViewText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "/* Presto View: ";
  private static final String SUFFIX = " */";

  private ViewText() {}

  static List<String> lines(TableName name, Table view) throws StatementFailure {
    List<String> lines = new ArrayList<>();
    lines.add("CREATE VIEW " + name.full() + " AS");
    lines.addAll(formatted(sql(name, view)).lines().toList());
    return lines;
  }

  /** What DESCRIBE shows: names and types in Trino's spelling. */
  static List<String> columns(Table view) {
    List<String> lines = new ArrayList<>();
    definition(view)
        .ifPresent(definition -> {
          for (JsonNode column : definition.path("columns")) {
            lines.add(column.path("name").asText() + "\t" + column.path("type").asText());
          }
        });
    if (lines.isEmpty()) {
      Tables.columns(view)
          .forEach(column -> lines.add(column.name() + "\t" + HiveTypes.trino(column.type())));
    }
    return lines;
  }

  private static String sql(TableName name, Table view) throws StatementFailure {
    Optional<String> sql =
        definition(view).map(json -> json.path("originalSql")).map(JsonNode::textValue);
    if (sql.isEmpty()) {
      throw notAView(name);
    }
    return sql.get();
  }

  /** Empty for a view that is not stored in this form. */
  private static Optional<JsonNode> definition(Table view) {
    @Nullable String text = view.viewOriginalText();
    if (!Tables.isView(view)
        || text == null
        || !text.startsWith(PREFIX)
        || !text.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    String encoded = text.substring(PREFIX.length(), text.length() - SUFFIX.length()).strip();
    try {
      byte[] json = Base64.getDecoder().decode(encoded);
      return Optional.of(JSON.readTree(new String(json, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | JsonProcessingException _) {
      return Optional.empty(); // somebody else's view
    }
  }

  private static StatementFailure notAView(TableName name) {
    String message = "Relation '" + name.full() + "' is a table, not a view";
    return Failures.user("NOT_SUPPORTED: " + message, 1200, "NOT_SUPPORTED: " + message);
  }

  // A view made by another program may hold a dialect that this parser does not read.
  private static String formatted(String sql) {
    try {
      return SqlFormatter.formatSql(new SqlParser().createStatement(sql)).strip();
    } catch (ParsingException _) {
      return sql;
    }
  }
}
