package dev.tarn.query.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * Leads from a position that the engine reports in rewritten SQL back to the user's text. Text that
 * an edit inserted leads to where the edit begins.
 */
public final class PositionMap {
  /** A stretch of rewritten text that stands for the original from {@code original} on. */
  record Segment(int rewritten, int original, boolean copied) {}

  private final String originalText;
  private final String rewrittenText;
  private final List<Segment> segments;

  PositionMap(String originalText, String rewrittenText, List<Segment> segments) {
    this.originalText = originalText;
    this.rewrittenText = rewrittenText;
    this.segments = new ArrayList<>(segments);
  }

  /** For a text that is sent as it is. */
  public static PositionMap identity(String text) {
    return new PositionMap(text, text, List.of(new Segment(0, 0, true)));
  }

  /**
   * The user's position for one of the engine's.
   *
   * @param line from 1
   * @param column from 1, in code points, as the engine counts
   */
  public TextPosition toOriginal(int line, int column) {
    return position(originalText, originalOffset(offset(rewrittenText, line, column)));
  }

  private int originalOffset(int rewrittenOffset) {
    Segment found = segments.getFirst();
    for (Segment segment : segments) {
      if (segment.rewritten() > rewrittenOffset) {
        break;
      }
      found = segment;
    }
    int into = found.copied() ? rewrittenOffset - found.rewritten() : 0;
    return Math.min(found.original() + into, originalText.length());
  }

  /** The UTF-16 offset of a position whose column counts code points. */
  static int offset(String text, int line, int column) {
    int start = 0;
    for (int passed = 1; passed < line; passed++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    int offset = start;
    for (int passed = 1; passed < column && offset < text.length(); passed++) {
      offset += Character.charCount(text.codePointAt(offset));
    }
    return offset;
  }

  /** The position of a UTF-16 offset; the column counts UTF-16 units. */
  static TextPosition position(String text, int offset) {
    int line = 1;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line++;
      start = end + 1;
    }
    return new TextPosition(line, offset - start + 1);
  }
}
