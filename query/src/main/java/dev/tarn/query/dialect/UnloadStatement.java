package dev.tarn.query.dialect;

import dev.tarn.query.engine.EngineCatalogs;
import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Property;
import io.trino.sql.tree.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * {@code UNLOAD (query) TO 's3://...' WITH (...)}: a CREATE TABLE AS for the engine, whose table is
 * in the database that forgets it.
 */
// https://docs.aws.amazon.com/athena/latest/ug/unload.html
final class UnloadStatement {
  private static final SqlParser PARSER = new SqlParser();
  private static final Set<String> PROPERTIES =
      Set.of("format", "partitioned_by", "compression", "compression_level", "field_delimiter");
  private static final Set<String> FORMATS = Set.of("PARQUET", "ORC", "AVRO", "JSON", "TEXTFILE");

  /**
   * The engine drops ORDER BY where it writes a table; Athena keeps it in each file.
   *
   * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/unload.html">UNLOAD</a>
   */
  private static final String SKIP_SORT = "skip_redundant_sort";

  private final String text;
  private final List<SqlToken> tokens;
  private final DialectContext context;

  UnloadStatement(String text, List<SqlToken> tokens, DialectContext context) {
    this.text = text;
    this.tokens = tokens;
    this.context = context;
  }

  TrinoStatement parse() {
    expect(1, "(");
    int to = closing(1) + 1;
    expect(to, "TO");
    int target = to + 1;
    if (target >= tokens.size() || tokens.get(target).type() != SqlBaseLexer.STRING) {
      throw mismatched(target, "<string>");
    }
    int with = target + 1;
    Map<String, Expression> properties = properties(with);
    Map<String, String> session = new HashMap<>();
    session.put(SKIP_SORT, "false");
    Map<String, String> engine = new HiveTableProperties(properties).engineProperties(session);
    engine.put("external_location", tokens.get(target).text());

    TextEdits edits = new TextEdits(text);
    edits.replace(
        tokens.getFirst().start(),
        tokens.getFirst().end(),
        "CREATE TABLE %s.%s.%s WITH (%s) AS"
            .formatted(
                EngineCatalogs.VISIBLE,
                TrinoText.identifier(EngineCatalogs.UNLOAD_DATABASE),
                TrinoText.identifier(context.queryId()),
                TrinoText.properties(engine)));
    edits.replace(tokens.get(to).start(), tokens.getLast().end(), "");
    Literals.decimalsAsDoubles(tokens, edits);
    Literals.parameters(tokens, context.executionParameters(), edits);
    TextEdits.Result result = edits.apply();
    SystemTables.refuse(accepted(result));
    return new TrinoStatement(
        StatementType.DML,
        "UNLOAD",
        ResultFile.UNLOAD,
        text,
        result.text(),
        result.positions(),
        session,
        Optional.empty());
  }

  private Map<String, Expression> properties(int with) {
    if (with >= tokens.size()) {
      throw StatementErrors.malformed("UNLOAD needs the property 'format'");
    }
    expect(with, "WITH");
    expect(with + 1, "(");
    int end = closing(with + 1);
    if (end != tokens.size() - 1) {
      throw mismatched(end + 1, "<EOF>");
    }
    Map<String, Expression> properties = new LinkedHashMap<>();
    for (Property property : given(with)) {
      String name = property.getName().getValue().toLowerCase(Locale.ROOT);
      if (!PROPERTIES.contains(name)) {
        throw StatementErrors.malformed("UNLOAD has no property '" + name + "'");
      }
      properties.put(name, property.getNonDefaultValue());
    }
    if (!properties.containsKey("format")) {
      throw StatementErrors.malformed("UNLOAD needs the property 'format'");
    }
    String format = new HiveTableProperties(properties).format();
    if (!FORMATS.contains(format)) {
      throw StatementErrors.malformed("UNLOAD does not write the format " + format);
    }
    return properties;
  }

  /** The properties as the engine's parser reads them in a statement that it knows. */
  private List<Property> given(int with) {
    TextEdits edits = new TextEdits(text);
    edits.replace(0, tokens.get(with).start(), "CREATE TABLE t ");
    edits.insert(tokens.getLast().end(), " AS SELECT 1"); // a comment may follow
    return ((CreateTableAsSelect) accepted(edits.apply())).getProperties();
  }

  private static Statement accepted(TextEdits.Result rewritten) {
    try {
      return PARSER.createStatement(rewritten.text());
    } catch (ParsingException e) {
      throw StatementErrors.at(
          rewritten.positions().toOriginal(e.getLineNumber(), e.getColumnNumber()),
          e.getErrorMessage());
    }
  }

  private int closing(int opening) {
    int depth = 0;
    for (int i = opening; i < tokens.size(); i++) {
      String token = tokens.get(i).text();
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw mismatched(tokens.size(), "')'");
  }

  private void expect(int index, String word) {
    if (index >= tokens.size() || !tokens.get(index).is(word)) {
      throw mismatched(index, "'" + word + "'");
    }
  }

  private RuntimeException mismatched(int index, String expected) {
    boolean atEnd = index >= tokens.size();
    int offset = atEnd ? text.length() : tokens.get(index).start();
    String found = atEnd ? "<EOF>" : tokens.get(index).text();
    return StatementErrors.at(
        PositionMap.position(text, offset),
        "mismatched input '" + found + "'. Expecting: " + expected);
  }
}
