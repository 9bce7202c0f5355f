package dev.tarn.query.dialect;

import dev.tarn.query.engine.EngineCatalogs;
import io.trino.grammar.sql.SqlBaseLexer;
import java.util.List;
import java.util.Locale;

/** Refuses statements that name what only rewritten statements may name. */
final class EngineNames {
  private static final List<String> RESERVED =
      List.of(EngineCatalogs.ICEBERG, EngineCatalogs.UNLOAD_DATABASE);

  private EngineNames() {}

  static void refuse(List<SqlToken> tokens) {
    for (SqlToken token : tokens) {
      if (token.type() == SqlBaseLexer.QUOTED_IDENTIFIER) {
        String name = token.text().substring(1, token.text().length() - 1).toLowerCase(Locale.ROOT);
        if (RESERVED.contains(name)) {
          throw StatementErrors.unsupported();
        }
      }
    }
  }
}
