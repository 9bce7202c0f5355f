package dev.tarn.catalog.operations;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.DatabaseEntry;
import dev.tarn.catalog.repository.TableEntry;
import dev.tarn.catalog.schema.SchemaColumns;
import dev.tarn.protocol.AwsAccount;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableResponse;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.PartitionIndexDescriptor;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableError;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

/** Tables: create, read, list, update, delete. */
public final class TableOperations {
  private static final String LISTING = "GetTables";
  private static final int LARGEST_DELETE_BATCH = 100;

  private final EntryLookup lookup;
  private final SchemaColumns schemas;
  private final TableFactory tables;
  private final IcebergTableOperations iceberg;

  public TableOperations(
      Catalogs catalogs,
      SchemaColumns schemas,
      IcebergTables iceberg,
      AwsAccount account,
      Clock clock) {
    this.lookup = new EntryLookup(catalogs);
    this.schemas = schemas;
    this.tables = new TableFactory(account, clock);
    this.iceberg = new IcebergTableOperations(lookup, tables, iceberg);
  }

  public CreateTableResponse createTable(CreateTableRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .tableInput(request.tableInput())
        .partitionIndexes(request.partitionIndexes())
        .orThrow();
    if (request.openTableFormatInput() != null) {
      iceberg.create(request);
      return CreateTableResponse.builder().build();
    }
    TableInput input = request.tableInput();
    if (input == null) {
      throw CatalogErrors.invalidInput("TableInput cannot be null");
    }
    DatabaseEntry database = lookup.tablesOf(request.catalogId(), request.databaseName());
    List<PartitionIndexDescriptor> indexes =
        new PartitionIndexRules(input.partitionKeys()).describe(request.partitionIndexes());
    Table described = tables.create(database.database(), input);
    checkSchemaReference(described);
    database.createTable(described, indexes);
    return CreateTableResponse.builder().build();
  }

  public GetTableResponse getTable(GetTableRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .name("name", request.name())
        .orThrow();
    TableEntry entry = lookup.table(request.catalogId(), request.databaseName(), request.name());
    return GetTableResponse.builder().table(answer(entry)).build();
  }

  /** The table; a link shows its target's properties under its own name. */
  private Table answer(TableEntry entry) {
    Table table = entry.table();
    if (table.targetTable() == null) {
      return withSchemaColumns(table);
    }
    return withSchemaColumns(lookup.dataOf(entry).table()).toBuilder()
        .name(table.name())
        .databaseName(table.databaseName())
        .catalogId(table.catalogId())
        .targetTable(table.targetTable())
        .build();
  }

  /** Refuses a reference that leads nowhere, as AWS does when the table is written. */
  private void checkSchemaReference(Table table) {
    StorageDescriptor storage = table.storageDescriptor();
    if (storage != null && storage.schemaReference() != null) {
      schemas.columnsOf(storage.schemaReference());
    }
  }

  /** A reference to a schema of the registry decides the columns, as that schema is now. */
  private Table withSchemaColumns(Table table) {
    StorageDescriptor storage = table.storageDescriptor();
    if (storage == null || storage.schemaReference() == null) {
      return table;
    }
    List<Column> columns = schemas.columnsOf(storage.schemaReference());
    return table.toBuilder()
        .storageDescriptor(storage.toBuilder().columns(columns).build())
        .build();
  }

  public GetTablesResponse getTables(GetTablesRequest request) {
    Rules rules =
        Rules.check()
            .optionalName("catalogId", request.catalogId())
            .name("databaseName", request.databaseName())
            .page(request.maxResults(), Rules.LARGEST_NAME_PAGE);
    rules.constraints().length("expression", request.expression(), 0, 2048);
    rules.orThrow();
    DatabaseEntry database = lookup.tablesOf(request.catalogId(), request.databaseName());
    Predicate<String> matches = NamePattern.compile(request.expression());
    Page<TableEntry> page =
        Page.byName(
            LISTING,
            database.tables(),
            request.nextToken(),
            Page.size(request.maxResults(), Rules.LARGEST_NAME_PAGE),
            entry -> matches.test(entry.getKey()));
    return GetTablesResponse.builder()
        .tableList(page.map(entry -> listed(entry, request.attributesToGet())))
        .nextToken(page.nextToken())
        .build();
  }

  private Table listed(TableEntry entry, List<TableAttributes> attributes) {
    if (!attributes.isEmpty()) {
      return select(entry.table(), attributes);
    }
    try {
      return answer(entry);
    } catch (EntityNotFoundException e) {
      // A link without a target, or a table without its schema, is listed as it was created.
      return entry.table();
    }
  }

  private static Table select(Table table, List<TableAttributes> attributes) {
    Table.Builder selected =
        Table.builder().catalogId(table.catalogId()).databaseName(table.databaseName());
    if (attributes.contains(TableAttributes.NAME)) {
      selected.name(table.name());
    }
    if (attributes.contains(TableAttributes.TABLE_TYPE)) {
      selected.tableType(table.tableType());
    }
    return selected.build();
  }

  public UpdateTableResponse updateTable(UpdateTableRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .tableInput(request.tableInput())
        .orThrow();
    if (request.updateOpenTableFormatInput() != null) {
      iceberg.update(request);
      return UpdateTableResponse.builder().build();
    }
    TableInput input = request.tableInput();
    if (input == null) {
      throw CatalogErrors.invalidInput("TableInput cannot be null");
    }
    TableEntry entry = lookup.dataOf(request.catalogId(), request.databaseName(), input.name());
    boolean archive = !Boolean.TRUE.equals(request.skipArchive());
    entry.write(() -> {
      TableFactory.checkVersion(entry.table(), request.versionId());
      Table changed = tables.update(entry.table(), input);
      if (!entry.indexes().all().isEmpty()
          && !changed.partitionKeys().equals(entry.table().partitionKeys())) {
        throw CatalogErrors.invalidInput(
            "Partition keys cannot be modified while the table has partition indexes.");
      }
      checkSchemaReference(changed);
      entry.replace(changed, archive);
      return entry;
    });
    return UpdateTableResponse.builder().build();
  }

  public DeleteTableResponse deleteTable(DeleteTableRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .name("name", request.name())
        .orThrow();
    lookup
        .tablesOf(request.catalogId(), request.databaseName())
        .dropTable(Names.fold(request.name()));
    return DeleteTableResponse.builder().build();
  }

  public BatchDeleteTableResponse batchDeleteTable(BatchDeleteTableRequest request) {
    Rules.check()
        .optionalName("catalogId", request.catalogId())
        .name("databaseName", request.databaseName())
        .required("tablesToDelete", request.hasTablesToDelete() ? request : null)
        .size("tablesToDelete", request.tablesToDelete(), 0, LARGEST_DELETE_BATCH)
        .orThrow();
    DatabaseEntry database = lookup.tablesOf(request.catalogId(), request.databaseName());
    List<TableError> errors = new ArrayList<>();
    for (String name : request.tablesToDelete()) {
      try {
        database.dropTable(Names.fold(name));
      } catch (EntityNotFoundException e) {
        errors.add(
            TableError.builder()
                .tableName(name)
                .errorDetail(ItemErrors.of(e, "Table " + name + " not found"))
                .build());
      }
    }
    return BatchDeleteTableResponse.builder().errors(errors).build();
  }
}
