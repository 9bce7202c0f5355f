package dev.tarn.conformance.golden;

import dev.tarn.conformance.golden.Expectation.ColumnType;
import dev.tarn.conformance.golden.Expectation.Entity;
import dev.tarn.conformance.golden.Expectation.Failure;
import dev.tarn.conformance.golden.Expectation.Refusal;
import dev.tarn.conformance.golden.Expectation.StoredObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a case expects. */
final class ExpectationReader {
  private static final List<String> KINDS = List.of("database", "table", "partitions");

  private ExpectationReader() {}

  static Expectation read(Fields fields) {
    return new Expectation(
        fields.fields("refused").map(ExpectationReader::refusal),
        fields.fields("failed").map(ExpectationReader::failure),
        fields.text("type"),
        fields.text("query"),
        fields.text("database"),
        fields.has("columns") ? Optional.of(columns(fields.list("columns"))) : Optional.empty(),
        fields.has("rows") ? Optional.of(rows(fields.list("rows"))) : Optional.empty(),
        fields.text("update_count"),
        fields.fields("results").map(ExpectationReader::refusal),
        fields.text("output"),
        fields.text("manifest"),
        fields.fields("objects").map(ExpectationReader::objects),
        fields.list("glue").stream().map(ExpectationReader::entity).toList());
  }

  private static Refusal refusal(Fields fields) {
    Refusal refusal = new Refusal(fields.required("code"), fields.required("message"));
    fields.end();
    return refusal;
  }

  private static Failure failure(Fields fields) {
    Failure failure =
        new Failure(fields.required("reason"), fields.text("message"), fields.text("error"));
    fields.end();
    return failure;
  }

  /** {@code [name, type, precision, scale, case]}; the last three may be left out. */
  private static List<ColumnType> columns(List<@Nullable Object> values) {
    List<ColumnType> columns = new ArrayList<>();
    for (Object value : values) {
      List<?> parts = (List<?>) Objects.requireNonNull(value);
      columns.add(
          new ColumnType(
              String.valueOf(parts.get(0)),
              String.valueOf(parts.get(1)),
              number(parts, 2),
              number(parts, 3),
              parts.size() > 4 && "case".equals(parts.get(4))));
    }
    return columns;
  }

  private static int number(List<?> parts, int index) {
    return parts.size() > index ? Integer.parseInt(String.valueOf(parts.get(index))) : 0;
  }

  /** A row is a list of values, or the one value of a row. */
  static List<List<Optional<String>>> rows(List<@Nullable Object> values) {
    List<List<Optional<String>>> rows = new ArrayList<>();
    for (Object value : values) {
      List<Optional<String>> row = new ArrayList<>();
      if (value instanceof List<?> cells) {
        cells.forEach(cell -> row.add(Optional.ofNullable((String) cell)));
      } else {
        row.add(Optional.ofNullable((String) value));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, StoredObject> objects(Fields fields) {
    Map<String, StoredObject> objects = new LinkedHashMap<>();
    for (String name : fields.names()) {
      Object value = fields.value(name);
      objects.put(name, value instanceof String text ? content(text) : object(name, value));
    }
    return objects;
  }

  private static StoredObject content(String text) {
    return new StoredObject(Optional.of(text), Optional.empty(), Optional.empty());
  }

  private static StoredObject object(String name, @Nullable Object value) {
    Fields fields = Fields.of(name, value);
    StoredObject object =
        new StoredObject(
            fields.text("text"), fields.text("size").map(Long::parseLong), fields.text("type"));
    fields.end();
    return object;
  }

  private static Entity entity(@Nullable Object value) {
    Fields fields = Fields.of("glue", value);
    String kind =
        KINDS.stream()
            .filter(fields::has)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("none of " + KINDS + ": " + value));
    Object expected = fields.value("is");
    Entity entity =
        new Entity(kind, fields.required(kind), "absent".equals(expected) ? null : expected);
    fields.end();
    return entity;
  }
}
