package dev.tarn.server.seed;

import java.util.ArrayList;
import java.util.List;

/** Takes a line of CSV apart; quotes keep separators inside a value. */
final class CsvLine {
  private static final char QUOTE = '"';
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private CsvLine() {}

  static List<String> cells(String line, char separator) throws UnknownSchemaException {
    if (line.startsWith(BYTE_ORDER_MARK)) {
      // Athena would make it a part of the first name or value.
      throw new UnknownSchemaException("it begins with a byte order mark");
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == QUOTE && quoted && at + 1 < line.length() && line.charAt(at + 1) == QUOTE) {
        cell.append(QUOTE);
        at++;
      } else if (c == QUOTE) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      // https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html: no line breaks in values
      throw new UnknownSchemaException("a quoted value does not end on its line");
    }
    cells.add(cell.toString());
    return cells;
  }
}
