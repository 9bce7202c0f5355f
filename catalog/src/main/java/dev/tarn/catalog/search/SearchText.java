package dev.tarn.catalog.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * A search text: all of its words occur somewhere in what the table says about itself; in double
 * quotes, they are whole words there, next to each other.
 */
public final class SearchText implements Predicate<Table> {
  private final List<String> words;
  private final boolean exact;

  private SearchText(List<String> words, boolean exact) {
    this.words = words;
    this.exact = exact;
  }

  public static Predicate<Table> of(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return table -> true;
    }
    String stripped = text.strip();
    boolean quoted = stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
    return quoted
        ? new SearchText(Tokens.of(stripped), true)
        : new SearchText(List.of(stripped.toLowerCase(Locale.ROOT).split("\\s+", -1)), false);
  }

  @Override
  public boolean test(Table table) {
    List<String> texts = texts(table);
    if (exact) {
      return texts.stream()
          .anyMatch(text -> Collections.indexOfSubList(Tokens.of(text), words) >= 0);
    }
    List<String> folded = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    return words.stream().allMatch(word -> folded.stream().anyMatch(text -> text.contains(word)));
  }

  private static List<String> texts(Table table) {
    List<String> texts = new ArrayList<>();
    texts.add(table.name());
    texts.add(table.databaseName());
    if (table.description() != null) {
      texts.add(table.description());
    }
    Stream<Column> columns = table.partitionKeys().stream();
    if (table.storageDescriptor() != null) {
      columns = Stream.concat(table.storageDescriptor().columns().stream(), columns);
    }
    columns.forEach(column -> {
      texts.add(column.name());
      if (column.comment() != null) {
        texts.add(column.comment());
      }
    });
    table
        .parameters()
        .forEach((key, value) -> {
          texts.add(key);
          texts.add(value);
        });
    return texts;
  }
}
