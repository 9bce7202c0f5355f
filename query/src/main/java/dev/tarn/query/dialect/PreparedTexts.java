package dev.tarn.query.dialect;

import dev.tarn.query.dialect.PreparedCommand.Deallocate;
import dev.tarn.query.dialect.PreparedCommand.Execute;
import dev.tarn.query.dialect.PreparedCommand.Prepare;
import java.util.ArrayList;
import java.util.List;

/** Cuts PREPARE, EXECUTE and DEALLOCATE PREPARE, which Trino's parser has accepted, into texts. */
final class PreparedTexts {
  private PreparedTexts() {}

  /** PREPARE name FROM statement. */
  static Prepare prepare(String text, List<SqlToken> tokens) {
    return new Prepare(text, name(tokens.get(1)), text.substring(tokens.get(2).end()).strip());
  }

  /** DEALLOCATE PREPARE name. */
  static Deallocate deallocate(String text, List<SqlToken> tokens) {
    return new Deallocate(text, name(tokens.get(2)));
  }

  /** EXECUTE name [USING expression, ...]. */
  static Execute execute(String text, List<SqlToken> tokens, DialectContext context) {
    List<String> parameters =
        tokens.size() > 3 ? list(text, tokens.subList(3, tokens.size())) : List.of();
    return new Execute(
        text,
        name(tokens.get(1)),
        parameters.isEmpty() ? context.executionParameters() : parameters);
  }

  /** The texts of the USING list of EXECUTE IMMEDIATE 'statement'. */
  static List<String> immediateParameters(String text, List<SqlToken> tokens) {
    return tokens.size() > 4 ? list(text, tokens.subList(4, tokens.size())) : List.of();
  }

  private static List<String> list(String text, List<SqlToken> tokens) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int start = tokens.getFirst().start();
    for (SqlToken token : tokens) {
      switch (token.text()) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> depth--;
        case "," -> {
          if (depth == 0) {
            items.add(text.substring(start, token.start()).strip());
            start = token.end();
          }
        }
        default -> {}
      }
    }
    items.add(text.substring(start, tokens.getLast().end()).strip());
    return items;
  }

  private static String name(SqlToken token) {
    String name = token.text();
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
