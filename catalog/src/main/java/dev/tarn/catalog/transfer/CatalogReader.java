package dev.tarn.catalog.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsResponse;
import software.amazon.awssdk.services.glue.model.Table;

/** Lists what is in a catalog, page by page. What a resource link leads to is not in the link. */
final class CatalogReader {
  private final GlueClient glue;

  CatalogReader(GlueClient glue) {
    this.glue = glue;
  }

  /** Takes the entities of one listing. */
  interface EntityConsumer<T extends SdkPojo> {
    void accept(T entity) throws IOException;
  }

  /**
   * The databases in the order of their names.
   *
   * @param names the databases that are asked for; empty for all
   */
  List<Database> databases(List<String> names) {
    List<Database> databases = new ArrayList<>();
    if (names.isEmpty()) {
      glue.getDatabasesPaginator(r -> {}).forEach(page -> databases.addAll(page.databaseList()));
    }
    for (String name : names) {
      databases.add(glue.getDatabase(r -> r.name(name)).database());
    }
    databases.sort(Comparator.comparing(Database::name));
    return databases;
  }

  void forEachTable(Database database, EntityConsumer<Table> consumer) throws IOException {
    if (database.targetDatabase() == null) {
      for (GetTablesResponse page : glue.getTablesPaginator(r -> r.databaseName(database.name()))) {
        forEach(page.tableList(), consumer);
      }
    }
  }

  void forEachPartition(Table table, EntityConsumer<SdkPojo> consumer) throws IOException {
    if (!table.partitionKeys().isEmpty() && table.targetTable() == null) {
      for (GetPartitionsResponse page :
          glue.getPartitionsPaginator(
              r -> r.databaseName(table.databaseName()).tableName(table.name()))) {
        forEach(page.partitions(), consumer);
      }
    }
  }

  void forEachFunction(Database database, EntityConsumer<SdkPojo> consumer) throws IOException {
    if (database.targetDatabase() == null) {
      for (GetUserDefinedFunctionsResponse page :
          glue.getUserDefinedFunctionsPaginator(
              r -> r.databaseName(database.name()).pattern("*"))) {
        forEach(page.userDefinedFunctions(), consumer);
      }
    }
  }

  private static <T extends SdkPojo> void forEach(
      List<? extends T> entities, EntityConsumer<T> consumer) throws IOException {
    for (T entity : entities) {
      consumer.accept(entity);
    }
  }
}
