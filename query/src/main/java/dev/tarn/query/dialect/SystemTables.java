package dev.tarn.query.dialect;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.Table;
import java.util.List;

/** Refuses statements on the engine's own system catalog, as AWS does. */
final class SystemTables {
  private static final String CATALOG = "system";

  private SystemTables() {}

  static void refuse(Node node) {
    if (node instanceof Table table) {
      List<String> parts = table.getName().getParts();
      if (parts.size() == 3 && parts.getFirst().equals(CATALOG)) {
        throw StatementErrors.unsupported();
      }
    }
    node.getChildren().forEach(SystemTables::refuse);
  }
}
