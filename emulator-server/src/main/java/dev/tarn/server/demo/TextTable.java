package dev.tarn.server.demo;

import java.util.ArrayList;
import java.util.List;

/** Rows of text as a table of aligned columns. */
final class TextTable {
  private TextTable() {}

  /**
   * Lines without a final newline; empty cells stand for missing ones.
   *
   * @param headers how many of the rows are a header, 0 or 1
   */
  static String format(List<List<String>> rows, int headers) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        int width = row.get(column).length();
        if (column == widths.size()) {
          widths.add(width);
        } else {
          widths.set(column, Math.max(widths.get(column), width));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < rows.size(); index++) {
      appendRow(text, rows.get(index), widths);
      if (index + 1 == headers) {
        appendRow(text, widths.stream().map("-"::repeat).toList(), widths);
      }
    }
    return text.toString().stripTrailing();
  }

  private static void appendRow(StringBuilder text, List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder("   ");
    for (int column = 0; column < widths.size(); column++) {
      String cell = column < row.size() ? row.get(column) : "";
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length())).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
