package dev.tarn.query.trino.iceberg;

import com.google.inject.Inject;
import dev.tarn.query.engine.EngineCatalogs;
import io.trino.plugin.iceberg.catalog.TrinoCatalogFactory;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.connector.TableNotFoundException;
import org.apache.iceberg.BaseTable;

/** Finds the Iceberg tables that procedures work on. */
final class TableLoader {
  private final TrinoCatalogFactory catalogs;

  @Inject
  TableLoader(TrinoCatalogFactory catalogs) {
    this.catalogs = catalogs;
  }

  BaseTable load(ConnectorSession session, SchemaTableName name) {
    try {
      return catalogs.create(session.getIdentity()).loadTable(session, name);
    } catch (TableNotFoundException e) {
      throw new TrinoException(
          StandardErrorCode.TABLE_NOT_FOUND,
          "Table '%s.%s' does not exist".formatted(EngineCatalogs.VISIBLE, name),
          e);
    }
  }
}
