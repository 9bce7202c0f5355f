package dev.tarn.query.dialect;

/**
 * A word where Hive's own parser sees it: two blanks or more count as one (measured).
 *
 * @param word as written
 * @param line from 1
 * @param column from 0
 */
public record HivePlace(String word, int line, int column) {
  /** The place of the word that begins at a UTF-16 offset. */
  static HivePlace of(String text, int offset, String word) {
    int line = 1;
    int column = 0;
    int i = 0;
    while (i < offset) {
      int end = i;
      while (end < offset && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      if (end == i + 1 && text.charAt(i) == '\n') {
        line++;
        column = 0;
      } else {
        column++;
      }
      i = Math.max(end, i + 1);
    }
    return new HivePlace(word, line, column);
  }

  /** As error texts show it. */
  @Override
  public String toString() {
    return "line " + line + ":" + column;
  }
}
