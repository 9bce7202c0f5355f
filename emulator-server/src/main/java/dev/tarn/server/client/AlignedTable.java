package dev.tarn.server.client;

import java.util.List;

/** Rows of text under a header, in aligned columns. */
final class AlignedTable {
  private AlignedTable() {}

  /**
   * Lines without a final newline.
   *
   * @param rows the header first; all of one length
   */
  static String format(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    appendRow(text, rows.getFirst(), widths);
    for (int column = 0; column < widths.length; column++) {
      text.append(column == 0 ? "" : "-+-").append("-".repeat(widths[column]));
    }
    rows.subList(1, rows.size()).forEach(row -> appendRow(text.append('\n'), row, widths));
    return text.toString();
  }

  private static void appendRow(StringBuilder text, List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(column == 0 ? "" : " | ").append(cell);
      line.append(" ".repeat(widths[column] - cell.length()));
    }
    text.append(line.toString().stripTrailing());
    if (text.indexOf("\n") < 0) {
      text.append('\n');
    }
  }
}
