package dev.tarn.catalog.schema.definition;

import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** Hive's names of types and columns that are derived from a definition. */
public final class HiveColumns {
  private static final int LONGEST_COMMENT = 255;

  private HiveColumns() {}

  /** A column; a comment that is too long for one is cut. */
  public static Column column(String name, String type, @Nullable String comment) {
    return Column.builder().name(name).type(type).comment(cut(comment)).build();
  }

  public static String array(String element) {
    return "array<" + element + ">";
  }

  public static String map(String value) {
    return "map<string," + value + ">";
  }

  public static String struct(List<Column> fields) {
    StringJoiner text = new StringJoiner(",", "struct<", ">");
    fields.forEach(field -> text.add(field.name() + ":" + field.type()));
    return text.toString();
  }

  /** The definition says something that no column type can. */
  public static InvalidInputException unsupported(String what) {
    return InvalidInputException.builder()
        .message("The schema cannot be used as the columns of a table: " + what)
        .build();
  }

  private static @Nullable String cut(@Nullable String comment) {
    return comment == null || comment.length() <= LONGEST_COMMENT
        ? comment
        : comment.substring(0, LONGEST_COMMENT);
  }
}
