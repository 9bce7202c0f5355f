package dev.tarn.query.ddl;

import dev.tarn.query.dialect.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * MSCK REPAIR TABLE: adds the partitions whose {@code key=value} directories lie under the table's
 * location, and reports in Hive's words. It never removes a partition.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/msck-repair-table.html">MSCK REPAIR
 *     TABLE</a>
 */
final class TableRepair {
  private final Catalog catalog;
  private final LocationReader locations;
  private final PartitionBatches batches;

  TableRepair(Catalog catalog, LocationReader locations, PartitionBatches batches) {
    this.catalog = catalog;
    this.locations = locations;
    this.batches = batches;
  }

  UtilityResult run(TableName name) throws StatementFailure, IOException {
    List<String> report = new ArrayList<>();
    if (catalog.find(name).isEmpty()) {
      report.add("Tables not in metastore:\t" + name.table());
      return UtilityResult.uncounted(List.of(), report);
    }
    Table table = catalog.tableWithPartitions(name);
    String location = Tables.location(table);
    if (location.isEmpty()) {
      throw Failures.emptyPath();
    }
    if (!locations.exists(location)) {
      report.add("Tables missing on filesystem:\t" + name.table());
      return UtilityResult.uncounted(List.of(), report);
    }
    if (table.partitionKeys().isEmpty()) {
      return UtilityResult.uncounted(List.of(), report);
    }
    // Values by directory below the table's location, sorted as the report is.
    Map<String, List<String>> found = new TreeMap<>();
    find(location, "", table.partitionKeys(), List.of(), found);
    List<Partition> known = catalog.partitions(name);
    Set<List<String>> knownValues = new HashSet<>();
    known.forEach(partition -> knownValues.add(partition.values()));
    List<String> missing = missing(table, known, found);
    found.values().removeIf(knownValues::contains);
    add(name, table, found);
    report(name, found, missing, report);
    return UtilityResult.uncounted(List.of(), report);
  }

  /** Collects the directories that are partitions, one level for each key. */
  private void find(
      String location,
      String path,
      List<Column> keys,
      List<String> values,
      Map<String, List<String>> found)
      throws IOException {
    if (values.size() == keys.size()) {
      found.put(path, values);
      return;
    }
    String key = keys.get(values.size()).name();
    String parent = path.isEmpty() ? location : location + "/" + path;
    for (String directory : locations.directories(parent)) {
      Optional<String> value = PartitionNames.value(directory, key);
      if (value.isPresent()) {
        List<String> deeper = new ArrayList<>(values);
        deeper.add(value.get());
        find(location, path.isEmpty() ? directory : path + "/" + directory, keys, deeper, found);
      }
    }
  }

  private List<String> missing(Table table, List<Partition> known, Map<String, List<String>> found)
      throws IOException {
    Set<List<String>> present = new HashSet<>(found.values());
    List<String> missing = new ArrayList<>();
    for (Partition partition : known) {
      String location = partition.storageDescriptor().location();
      if (!present.contains(partition.values())
          && (location == null || !locations.exists(location))) {
        missing.add(PartitionNames.name(table.partitionKeys(), partition.values()));
      }
    }
    missing.sort(null);
    return missing;
  }

  private void add(TableName name, Table table, Map<String, List<String>> found)
      throws StatementFailure {
    // Two directories may unescape to the same values; the first one is the partition.
    Map<List<String>, PartitionInput> added = new HashMap<>();
    found.forEach((path, values) ->
        added.putIfAbsent(
            values, PartitionStorage.input(table, values, Tables.location(table) + "/" + path)));
    batches.create(name, List.copyOf(added.values()));
  }

  private static void report(
      TableName name, Map<String, List<String>> added, List<String> missing, List<String> report) {
    if (!added.isEmpty()) {
      report.add("Partitions not in metastore:" + list(name, added.keySet()));
    }
    if (!missing.isEmpty()) {
      report.add("Partitions missing from filesystem:" + list(name, missing));
    }
    for (String path : added.keySet()) {
      report.add("Repair: Added partition to metastore " + name.table() + ":" + path);
    }
  }

  private static String list(TableName name, Iterable<String> partitions) {
    StringBuilder list = new StringBuilder();
    for (String partition : partitions) {
      list.append('\t').append(name.table()).append(':').append(partition);
    }
    return list.toString();
  }
}
