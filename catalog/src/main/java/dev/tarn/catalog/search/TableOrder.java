package dev.tarn.catalog.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.glue.model.Sort;
import software.amazon.awssdk.services.glue.model.SortCriterion;
import software.amazon.awssdk.services.glue.model.Table;

/** An order of tables, with the place of each in it as texts that a page token can hold. */
public final class TableOrder {
  private final String field;
  private final Comparator<List<String>> order;

  private TableOrder(String field, boolean descending) {
    this.field = field;
    Comparator<List<String>> byField = Comparator.comparing(List::getFirst);
    this.order =
        (descending ? byField.reversed() : byField)
            .thenComparing(place -> place.get(1))
            .thenComparing(place -> place.get(2));
  }

  /** By the one criterion; by name without one. */
  public static TableOrder of(List<SortCriterion> criteria) {
    if (criteria.isEmpty()) {
      return new TableOrder("name", false);
    }
    SortCriterion criterion = criteria.getFirst();
    String field = criterion.fieldName() == null ? "name" : criterion.fieldName();
    if (!TableField.isText(field) && !TableField.isTime(field)) {
      throw TableFilter.invalid("Cannot sort by " + field);
    }
    return new TableOrder(field, criterion.sort() == Sort.DESC);
  }

  /** Where the table stands: the field's value, then database and name. */
  public List<String> place(Table table) {
    return List.of(key(table), table.databaseName(), table.name());
  }

  private String key(Table table) {
    if (TableField.isTime(field)) {
      Instant time = TableField.time(table, field);
      return time == null ? "" : String.format(Locale.ROOT, "%020d", time.toEpochMilli());
    }
    String text = TableField.text(table, field);
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** Compares places. */
  public Comparator<List<String>> comparator() {
    return order;
  }
}
