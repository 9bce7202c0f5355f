package dev.tarn.query.trino.projection;

import com.google.common.collect.Lists;
import io.trino.metastore.Column;
import io.trino.metastore.Partition;
import io.trino.metastore.Partitions;
import io.trino.metastore.Table;
import io.trino.plugin.hive.HiveTimestampPrecision;
import io.trino.plugin.hive.util.HiveTypeUtil;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.StringJoiner;

/** The partitions that a table's properties describe. */
final class TableProjection {
  private final Table table;
  private final Optional<String> template;
  private final SequencedMap<String, ColumnProjection> columns;

  private TableProjection(
      Table table, Optional<String> template, SequencedMap<String, ColumnProjection> columns) {
    this.table = table;
    this.template = template;
    this.columns = columns;
  }

  /** The projection of a table that has one. */
  static Optional<TableProjection> of(Table table, TypeManager types, LocalDateTime now) {
    var properties = new ProjectionProperties(table);
    if (!properties.enabled() || table.getPartitionColumns().isEmpty()) {
      return Optional.empty();
    }
    List<String> missing =
        table.getPartitionColumns().stream()
            .map(Column::getName)
            .filter(name -> properties.type(name).isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw ProjectionFailures.missing(table.getSchemaTableName(), missing);
    }
    var columns = new LinkedHashMap<String, ColumnProjection>();
    for (Column column : table.getPartitionColumns()) {
      Type type =
          HiveTypeUtil.getType(column.getType(), types, HiveTimestampPrecision.DEFAULT_PRECISION);
      columns.put(column.getName(), column(properties, column.getName(), type, now));
    }
    Optional<String> template = properties.template().map(String::strip);
    template.ifPresent(location -> {
      for (String column : columns.keySet()) {
        if (!location.contains(placeholder(column))) {
          throw properties.invalidTemplate("lacks the partition column " + column);
        }
      }
    });
    return Optional.of(new TableProjection(table, template, columns));
  }

  private static ColumnProjection column(
      ProjectionProperties properties, String name, Type type, LocalDateTime now) {
    String kind = properties.type(name).orElseThrow();
    return switch (kind) {
      case "enum" -> EnumProjection.of(properties, name, type);
      case "integer" -> IntegerProjection.of(properties, name, type);
      case "date" -> DateProjection.of(properties, name, type, now);
      case "injected" -> new InjectedProjection(name, type);
      default -> throw properties.invalid(name, "type", "is not a projection type: " + kind);
    };
  }

  /** The names of the partitions that can have rows for a predicate. */
  List<String> names(TupleDomain<String> predicate) {
    if (predicate.isNone()) {
      return List.of();
    }
    Map<String, Domain> domains = predicate.getDomains().orElseThrow();
    List<List<String>> values = new ArrayList<>();
    columns.forEach((name, projection) ->
        values.add(
            projection.values(Optional.ofNullable(domains.get(name))).stream()
                .map(ColumnProjection.Value::value)
                .toList()));
    List<String> names = List.copyOf(columns.keySet());
    return Lists.cartesianProduct(values).stream()
        .map(combination -> Partitions.makePartName(names, combination))
        .toList();
  }

  Partition partition(List<String> values) {
    return Partition.builder()
        .setDatabaseName(table.getDatabaseName())
        .setTableName(table.getTableName())
        .setColumns(table.getDataColumns())
        .setValues(values)
        .setParameters(Map.of())
        .withStorage(storage ->
            storage
                .setStorageFormat(table.getStorage().getStorageFormat())
                .setLocation(location(values))
                .setBucketProperty(table.getStorage().getBucketProperty())
                .setSerdeParameters(table.getStorage().getSerdeParameters()))
        .build();
  }

  private String location(List<String> values) {
    List<String> names = List.copyOf(columns.keySet());
    List<String> written = new ArrayList<>();
    for (ColumnProjection column : columns.values()) {
      written.add(column.inLocation(values.get(written.size())));
    }
    if (template.isEmpty()) {
      String location = table.getStorage().getLocation();
      String slash = location.endsWith("/") ? "" : "/";
      return location + slash + plainName(names, written) + "/";
    }
    return expand(template.get(), names, written);
  }

  /**
   * Not escaped as Hive does it: awswrangler's test of a projected timestamp reads such paths on
   * AWS.
   */
  private static String plainName(List<String> names, List<String> values) {
    StringJoiner name = new StringJoiner("/");
    for (int i = 0; i < values.size(); i++) {
      name.add(names.get(i) + "=" + values.get(i));
    }
    return name.toString();
  }

  /** One pass over the template: a value may itself look like a placeholder. */
  private static String expand(String template, List<String> names, List<String> values) {
    StringBuilder location = new StringBuilder();
    int position = 0;
    while (position < template.length()) {
      int at = position;
      int found = 0;
      while (found < names.size() && !template.startsWith(placeholder(names.get(found)), at)) {
        found++;
      }
      if (found < names.size()) {
        location.append(values.get(found));
        position += placeholder(names.get(found)).length();
      } else {
        location.append(template.charAt(position++));
      }
    }
    return location.toString();
  }

  private static String placeholder(String column) {
    return "${" + column + "}";
  }
}
