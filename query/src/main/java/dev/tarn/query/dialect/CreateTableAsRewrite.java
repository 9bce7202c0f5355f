package dev.tarn.query.dialect;

import dev.tarn.query.dialect.TrinoStatement.CreatedTable;
import io.trino.sql.ExpressionFormatter;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.StringLiteral;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CREATE TABLE AS: Athena's WITH properties become the engine's, and an Iceberg table's name gets
 * the catalog that can create it.
 */
final class CreateTableAsRewrite {
  private final CreateTableAsSelect create;
  private final List<SqlToken> tokens;
  private final DialectContext context;
  private final Map<String, Expression> given = new LinkedHashMap<>();

  CreateTableAsRewrite(CreateTableAsSelect create, List<SqlToken> tokens, DialectContext context) {
    this.create = create;
    this.tokens = tokens;
    this.context = context;
    for (Property property : create.getProperties()) {
      if (!property.isSetToDefault()) {
        given.put(
            property.getName().getValue().toLowerCase(Locale.ROOT), property.getNonDefaultValue());
      }
    }
  }

  /** Adds the edits, and what the engine's session must be told. */
  CreatedTable apply(TextEdits edits, Map<String, String> session) {
    boolean iceberg = text("table_type").map(t -> t.equalsIgnoreCase("ICEBERG")).orElse(false);
    Clauses clauses = Clauses.find(tokens);
    Map<String, String> engine;
    String location;
    boolean locationGiven;
    Optional<String> database = database();
    if (iceberg) {
      location =
          text("location")
              .orElseThrow(() ->
                  StatementErrors.malformed(
                      "No location was specified for table. An S3 location must be"
                          + " specified"));
      locationGiven = true;
      engine = icebergProperties();
      database.ifPresent(name ->
          edits.replace(
              clauses.nameStart(),
              clauses.nameEnd(),
              TrinoText.icebergName(name, create.getName().getSuffix())));
    } else {
      locationGiven = given.containsKey("external_location");
      location =
          text("external_location")
              .orElse(context.outputPrefix() + "tables/" + context.queryId() + "/");
      engine = new HiveTableProperties(given).engineProperties(session);
      engine.put("external_location", TrinoText.string(location));
    }
    clauses.dropColumnNames(edits);
    clauses.replaceProperties(edits, "WITH (" + TrinoText.properties(engine) + ")");
    return new CreatedTable(
        database,
        create.getName().getSuffix(),
        location.endsWith("/") ? location : location + "/",
        locationGiven,
        iceberg);
  }

  private Optional<String> database() {
    List<String> parts = create.getName().getParts();
    return parts.size() > 1
        ? Optional.of(parts.get(parts.size() - 2))
        : context.database().map(name -> name.toLowerCase(Locale.ROOT));
  }

  private Map<String, String> icebergProperties() {
    Map<String, String> engine = new LinkedHashMap<>();
    Map<String, String> extra = new LinkedHashMap<>();
    given.forEach((key, value) -> {
      String plain =
          value instanceof StringLiteral string
              ? string.getValue()
              : ExpressionFormatter.formatExpression(value);
      switch (key) {
        case "is_external" -> {}
        case "location" -> engine.put(key, TrinoText.string(withoutSlash(plain)));
        default -> {
          if (!IcebergProperties.put(key, plain, engine, extra)) {
            // "partitioning", and keys that the engine refuses with its own text.
            engine.put(key, ExpressionFormatter.formatExpression(value));
          }
        }
      }
    });
    // Athena writes the default down; SHOW CREATE TABLE shows it (measured).
    engine.putIfAbsent("compression_codec", TrinoText.string("ZSTD"));
    if (!extra.isEmpty()) {
      engine.put("extra_properties", IcebergProperties.map(extra));
    }
    return engine;
  }

  private Optional<String> text(String key) {
    return given.get(key) instanceof StringLiteral literal
        ? Optional.of(literal.getValue())
        : Optional.empty();
  }

  private static String withoutSlash(String location) {
    return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
  }

  /**
   * Where the name and the WITH clause are.
   *
   * @param withStart where the clause begins, or would begin
   * @param withEnd equal to {@code withStart} when there is no clause
   */
  private record Clauses(int nameStart, int nameEnd, int namesEnd, int withStart, int withEnd) {
    static Clauses find(List<SqlToken> tokens) {
      int index = 0;
      while (!tokens.get(index).is("TABLE")) {
        index++;
      }
      index++;
      if (tokens.get(index).is("IF") && tokens.get(index + 1).is("NOT")) {
        index += 3;
      }
      int nameStart = tokens.get(index).start();
      while (tokens.get(index + 1).text().equals(".")) {
        index += 2;
      }
      int nameEnd = tokens.get(index).end();
      index++;
      if (tokens.get(index).text().equals("(")) {
        index = closing(tokens, index) + 1;
      }
      int namesEnd = tokens.get(index - 1).end();
      if (tokens.get(index).is("COMMENT")) {
        index += 2;
      }
      if (!tokens.get(index).is("WITH")) {
        int end = tokens.get(index - 1).end();
        return new Clauses(nameStart, nameEnd, namesEnd, end, end);
      }
      int withStart = tokens.get(index).start();
      int withEnd = tokens.get(closing(tokens, index + 1)).end();
      return new Clauses(nameStart, nameEnd, namesEnd, withStart, withEnd);
    }

    private static int closing(List<SqlToken> tokens, int opening) {
      int depth = 0;
      for (int i = opening; i < tokens.size(); i++) {
        String text = tokens.get(i).text();
        depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
      throw new IllegalStateException("Unbalanced parentheses in an accepted statement");
    }

    // Measured: names behind the table do not name a query's columns.
    void dropColumnNames(TextEdits edits) {
      if (namesEnd > nameEnd) {
        edits.replace(nameEnd, namesEnd, "");
      }
    }

    void replaceProperties(TextEdits edits, String clause) {
      if (withStart == withEnd) {
        edits.insert(withStart, " " + clause);
      } else {
        edits.replace(withStart, withEnd, clause);
      }
    }
  }
}
