package dev.tarn.catalog.durability;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * The databases, tables and partitions of {@link CatalogUnderLoad} with the mark that the call
 * which wrote them left in several of their members. An entity in which the marks differ is half of
 * one call and half of another, and has all of them as its mark.
 *
 * @param marks by key: {@code database}, {@code database.table}, {@code database.table/value}
 */
record MarkedEntities(Map<String, String> marks) {

  static MarkedEntities read(GlueClient glue) {
    MarkedEntities found = new MarkedEntities(new TreeMap<>());
    glue.getDatabasesPaginator(r -> {})
        .forEach(databases ->
            databases
                .databaseList()
                .forEach(database -> {
                  found.marks.put(database.name(), String.valueOf(database.description()));
                  glue.getTablesPaginator(r -> r.databaseName(database.name()))
                      .forEach(
                          tables -> tables.tableList().forEach(table -> found.add(glue, table)));
                }));
    return found;
  }

  private void add(GlueClient glue, Table table) {
    String key = table.databaseName() + "." + table.name();
    Set<String> tableMarks = new LinkedHashSet<>();
    tableMarks.add(table.description());
    table.storageDescriptor().columns().stream().map(Column::comment).forEach(tableMarks::add);
    marks.put(key, String.join("+", tableMarks));
    // Every archived version is whole too.
    glue.getTableVersionsPaginator(
            r -> r.databaseName(table.databaseName()).tableName(table.name()))
        .forEach(page -> page.tableVersions().forEach(version -> requireWhole(version.table())));
    glue.getPartitionsPaginator(r -> r.databaseName(table.databaseName()).tableName(table.name()))
        .forEach(page ->
            page.partitions()
                .forEach(partition ->
                    marks.put(key + "/" + partition.values().getFirst(), mark(partition))));
  }

  private static void requireWhole(Table version) {
    Predicate<Column> whole = column -> version.description().equals(column.comment());
    if (!version.storageDescriptor().columns().stream().allMatch(whole)) {
      throw new AssertionError("Half a version: " + version);
    }
  }

  private static String mark(Partition partition) {
    Set<String> marks = new LinkedHashSet<>();
    marks.add(partition.parameters().get("mark"));
    marks.add(partition.storageDescriptor().location());
    marks.add(partition.storageDescriptor().inputFormat());
    return String.join("+", marks);
  }

  /** Those that belong to one of the threads. */
  Map<String, String> of(int thread) {
    Map<String, String> own = new TreeMap<>(marks);
    own.keySet()
        .removeIf(key ->
            !key.startsWith("own" + thread)
                && !key.startsWith(CatalogUnderLoad.SHARED + ".t" + thread + "_"));
    return own;
  }
}
