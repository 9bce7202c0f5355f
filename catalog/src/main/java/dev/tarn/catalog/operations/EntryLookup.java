package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.DatabaseEntry;
import dev.tarn.catalog.repository.TableEntry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.DatabaseIdentifier;
import software.amazon.awssdk.services.glue.model.TableIdentifier;

/**
 * Finds databases and tables by the names in a request: in lower case, the database before the
 * table, and through resource links (<a
 * href="https://docs.aws.amazon.com/lake-formation/latest/dg/resource-links-about.html">Lake
 * Formation guide</a>). A link leads to its target once, never on to another link.
 */
final class EntryLookup {
  private final Catalogs catalogs;

  EntryLookup(Catalogs catalogs) {
    this.catalogs = catalogs;
  }

  /** The database of this name itself, be it a link. */
  DatabaseEntry database(@Nullable String catalogId, String name) {
    return catalogs.require(catalogId).database(Names.fold(name));
  }

  /** The database that holds the tables of the one of this name: a link's target. */
  DatabaseEntry tablesOf(@Nullable String catalogId, String name) {
    DatabaseEntry entry = database(catalogId, name);
    DatabaseIdentifier target = entry.database().targetDatabase();
    return target == null ? entry : database(target.catalogId(), target.databaseName());
  }

  /** The table of this name itself, be it a link. */
  TableEntry table(@Nullable String catalogId, String database, String name) {
    return tablesOf(catalogId, database).table(Names.fold(name));
  }

  /** The table that holds the data of the one of this name: a link's target. */
  TableEntry dataOf(@Nullable String catalogId, String database, String name) {
    return dataOf(table(catalogId, database, name));
  }

  /** The table itself, or a link's target. */
  TableEntry dataOf(TableEntry entry) {
    TableIdentifier target = entry.table().targetTable();
    return target == null ? entry : table(target.catalogId(), target.databaseName(), target.name());
  }
}
