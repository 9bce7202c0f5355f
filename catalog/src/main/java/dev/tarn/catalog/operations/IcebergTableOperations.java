package dev.tarn.catalog.operations;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.DatabaseEntry;
import dev.tarn.catalog.repository.TableEntry;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.IcebergInput;
import software.amazon.awssdk.services.glue.model.IcebergTableUpdate;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

/**
 * CreateTable and UpdateTable where Glue writes Iceberg's metadata. The metadata file comes first
 * and the catalog's entry second, so that no table ever lacks its metadata; a file whose entry did
 * not come to be is removed.
 *
 * <p>AWS takes the description of a new table from one place only: from TableInput, or from
 * CreateIcebergTableInput together with the request's own Name and no TableInput (measured by <a
 * href="https://github.com/go-to-k/cdkd/issues/1408">cdkd</a>, as are the messages).
 */
final class IcebergTableOperations {
  private static final String TWO_PLACES =
      "Table metadata information present at multiple parts of input request";

  private final EntryLookup lookup;
  private final TableFactory tables;
  private final IcebergTables iceberg;

  IcebergTableOperations(EntryLookup lookup, TableFactory tables, IcebergTables iceberg) {
    this.lookup = lookup;
    this.tables = tables;
    this.iceberg = iceberg;
  }

  void create(CreateTableRequest request) {
    IcebergRules.checkCreate(request);
    IcebergInput input = request.openTableFormatInput().icebergInput();
    TableInput described = request.tableInput();
    String name = described == null ? request.name() : described.name();
    if (described != null) {
      checkDescription(described, input);
    } else if (input.createIcebergTableInput() == null || name == null) {
      throw CatalogErrors.invalidInput("TableInput cannot be null");
    }
    DatabaseEntry database = lookup.tablesOf(request.catalogId(), request.databaseName());
    if (database.findTable(Names.fold(name)).isPresent()) {
      throw CatalogErrors.alreadyExists("Table already exists.");
    }
    TableInput written =
        described == null
            ? iceberg.create(name, input.createIcebergTableInput(), input.version())
            : iceberg.create(described, input.version());
    boolean created = false;
    try {
      database.createTable(tables.create(database.database(), written), List.of());
      created = true;
    } finally {
      if (!created) {
        iceberg.discard(written.parameters());
      }
    }
  }

  private static void checkDescription(TableInput table, IcebergInput input) {
    if (!"EXTERNAL_TABLE".equals(table.tableType())) {
      throw CatalogErrors.invalidInput("Iceberg table type has to be EXTERNAL_TABLE");
    }
    if (table.storageDescriptor() == null || isEmpty(table.storageDescriptor().location())) {
      throw CatalogErrors.invalidInput(
          "Location information cannot be null while creating an iceberg table");
    }
    if (input.createIcebergTableInput() != null) {
      throw CatalogErrors.invalidInput(TWO_PLACES);
    }
    // https://github.com/hashicorp/terraform-provider-aws/issues/36531
    if (!table.partitionKeys().isEmpty()) {
      throw CatalogErrors.invalidInput("Cannot create partitions in an iceberg table");
    }
    // https://github.com/apache/iceberg-go/pull/410
    if (table.parameters().containsKey(IcebergTables.TABLE_TYPE)
        || table.parameters().containsKey(IcebergTables.METADATA_LOCATION)) {
      throw CatalogErrors.invalidInput(
          "Cannot use reserved parameters table_type or metadata_location while creating an"
              + " iceberg table");
    }
    if (table.storageDescriptor().columns().isEmpty()) {
      throw CatalogErrors.invalidInput(
          "Columns information cannot be null while creating an iceberg table");
    }
  }

  private static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  void update(UpdateTableRequest request) {
    IcebergRules.checkUpdate(request);
    if (request.tableInput() != null) {
      throw CatalogErrors.invalidInput(TWO_PLACES);
    }
    if (request.name() == null) {
      throw CatalogErrors.invalidInput("Table name cannot be null");
    }
    List<IcebergTableUpdate> updates =
        request
            .updateOpenTableFormatInput()
            .updateIcebergInput()
            .updateIcebergTableInput()
            .updates();
    TableEntry entry = lookup.dataOf(request.catalogId(), request.databaseName(), request.name());
    boolean archive = !Boolean.TRUE.equals(request.skipArchive());
    entry.write(() -> {
      Table current = entry.table();
      TableFactory.checkVersion(current, request.versionId());
      if (!IcebergTables.isIceberg(current)) {
        throw CatalogErrors.invalidInput("Table " + current.name() + " is not an iceberg table");
      }
      Table committed = iceberg.commit(current, updates);
      if (!Objects.equals(committed, current)) {
        replace(entry, tables.follow(current, committed), archive);
      }
      return entry;
    });
  }

  private void replace(TableEntry entry, Table changed, boolean archive) throws IOException {
    boolean replaced = false;
    try {
      entry.replace(changed, archive);
      replaced = true;
    } finally {
      if (!replaced) {
        iceberg.discard(changed.parameters());
      }
    }
  }
}
