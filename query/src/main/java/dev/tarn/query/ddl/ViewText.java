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

  private static String sql(TableName name, Table view) throws StatementFailure {
    @Nullable String text = view.viewOriginalText();
    if (!Tables.isView(view)
        || text == null
        || !text.startsWith(PREFIX)
        || !text.endsWith(SUFFIX)) {
      throw notAView(name);
    }
    String encoded = text.substring(PREFIX.length(), text.length() - SUFFIX.length()).strip();
    try {
      byte[] json = Base64.getDecoder().decode(encoded);
      JsonNode sql = JSON.readTree(new String(json, StandardCharsets.UTF_8)).path("originalSql");
      if (sql.isTextual()) {
        return sql.asText();
      }
      throw notAView(name);
    } catch (IllegalArgumentException | JsonProcessingException _) {
      throw notAView(name);
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
