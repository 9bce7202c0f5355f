package dev.tarn.query.dialect;

import dev.tarn.protocol.IdGenerator;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;

/** What parsing has to know about the catalog: some statements are refused for a missing table. */
final class CatalogLookup {
  private static final String VIEW = "VIRTUAL_VIEW";

  private final GlueClient glue;
  private final IdGenerator ids;

  CatalogLookup(GlueClient glue, IdGenerator ids) {
    this.glue = glue;
    this.ids = ids;
  }

  Optional<Table> table(TableName name) {
    try {
      return Optional.of(
          glue.getTable(r -> r.databaseName(name.database()).name(name.table())).table());
    } catch (EntityNotFoundException _) {
      return Optional.empty();
    }
  }

  /** Whether it is a table of another format than Iceberg, or there is no such table. */
  boolean isNotIceberg(TableName name) {
    return table(name)
        .map(table -> !"iceberg".equalsIgnoreCase(table.parameters().get("table_type")))
        .orElse(true);
  }

  /** Whether it is a view; a missing table is refused, as DESCRIBE and SHOW COLUMNS do. */
  boolean isView(TableName name) {
    return VIEW.equals(table(name).orElseThrow(this::entityNotFound).tableType());
  }

  private InvalidRequestException entityNotFound() {
    return StatementErrors.invalidInput(
        "Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code:"
            + " EntityNotFoundException; Request ID: "
            + ids.newUuid()
            + "; Proxy: null)");
  }
}
