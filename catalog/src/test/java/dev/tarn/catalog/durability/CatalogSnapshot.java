package dev.tarn.catalog.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

/** Everything that a catalog answers, as lines that can be compared. */
final class CatalogSnapshot {
  private final GlueClient glue;
  private final List<String> lines = new ArrayList<>();

  private CatalogSnapshot(GlueClient glue) {
    this.glue = glue;
  }

  static List<String> of(GlueClient glue) {
    CatalogSnapshot snapshot = new CatalogSnapshot(glue);
    glue.getDatabasesPaginator(r -> {})
        .forEach(page -> page.databaseList().forEach(snapshot::addDatabase));
    snapshot.addAccount();
    return snapshot.lines;
  }

  private void addAccount() {
    glue.getConnectionsPaginator(r -> {})
        .forEach(page ->
            page.connectionList()
                .forEach(connection -> {
                  lines.add(connection.toString());
                  String arn =
                      "arn:aws:glue:us-east-1:000000000000:connection/" + connection.name();
                  lines.add(glue.getTags(r -> r.resourceArn(arn)).toString());
                }));
    glue.getResourcePolicies(r -> {})
        .getResourcePoliciesResponseList()
        .forEach(policy -> lines.add(policy.toString()));
    lines.add(glue.getDataCatalogEncryptionSettings(r -> {}).toString());
    glue.getSecurityConfigurations(r -> {})
        .securityConfigurations()
        .forEach(configuration -> lines.add(configuration.toString()));
    glue.listRegistries(r -> {})
        .registries()
        .forEach(registry -> addRegistry(registry.registryName()));
  }

  private void addRegistry(String name) {
    lines.add(glue.getRegistry(r -> r.registryId(i -> i.registryName(name))).toString());
    glue.listSchemas(r -> r.registryId(i -> i.registryName(name)))
        .schemas()
        .forEach(schema -> addSchema(schema.schemaArn()));
  }

  private void addSchema(String arn) {
    lines.add(glue.getSchema(r -> r.schemaId(i -> i.schemaArn(arn))).toString());
    glue.listSchemaVersions(r -> r.schemaId(i -> i.schemaArn(arn)))
        .schemas()
        .forEach(version -> {
          String id = version.schemaVersionId();
          lines.add(glue.getSchemaVersion(r -> r.schemaVersionId(id)).toString());
          lines.add(glue.querySchemaVersionMetadata(r -> r.schemaVersionId(id)).toString());
        });
  }

  private void addDatabase(Database database) {
    lines.add(database.toString());
    String name = database.name();
    glue.getTablesPaginator(r -> r.databaseName(name))
        .forEach(page -> page.tableList().forEach(this::addTable));
    glue.getUserDefinedFunctionsPaginator(r -> r.databaseName(name).pattern("*"))
        .forEach(page -> page.userDefinedFunctions().forEach(f -> lines.add(f.toString())));
  }

  private void addTable(Table table) {
    String database = table.databaseName();
    String name = table.name();
    lines.add(table.toString());
    lines.add(glue.getPartitionIndexes(r -> r.databaseName(database).tableName(name)).toString());
    glue.getTableVersionsPaginator(r -> r.databaseName(database).tableName(name))
        .forEach(page -> page.tableVersions().forEach(version -> lines.add(version.toString())));
    glue.getPartitionsPaginator(r -> r.databaseName(database).tableName(name))
        .forEach(page -> page.partitions().forEach(p -> lines.add(p.toString())));
    StorageDescriptor storage = table.storageDescriptor();
    if (storage != null && storage.hasColumns() && !storage.columns().isEmpty()) {
      List<String> columns =
          storage.columns().stream().map(Column::name).filter(Objects::nonNull).toList();
      glue.getColumnStatisticsForTable(
              r -> r.databaseName(database).tableName(name).columnNames(columns))
          .columnStatisticsList()
          .forEach(statistics -> lines.add(statistics.toString()));
    }
  }
}
