package dev.tarn.query.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in one text, collected in any order and applied at once. They must not overlap. */
final class TextEdits {
  private record Edit(int start, int end, String replacement) {}

  /** A text after its edits. */
  record Result(String text, PositionMap positions) {}

  private final String original;
  private final List<Edit> edits = new ArrayList<>();

  TextEdits(String original) {
    this.original = original;
  }

  /** Replaces {@code [start, end)}; offsets are UTF-16 units of the original. */
  void replace(int start, int end, String replacement) {
    edits.add(new Edit(start, end, replacement));
  }

  /** Inserts before an offset; insertions at one offset keep their order. */
  void insert(int offset, String text) {
    replace(offset, offset, text);
  }

  /** Whether an edit already replaces the text at an offset. */
  boolean isReplaced(int offset) {
    return edits.stream().anyMatch(edit -> edit.start() <= offset && offset < edit.end());
  }

  Result apply() {
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    StringBuilder text = new StringBuilder();
    List<PositionMap.Segment> segments = new ArrayList<>();
    int done = 0;
    for (Edit edit : edits) {
      if (edit.start() < done) {
        throw new IllegalStateException("Edits overlap at offset " + edit.start());
      }
      segments.add(new PositionMap.Segment(text.length(), done, true));
      text.append(original, done, edit.start());
      segments.add(new PositionMap.Segment(text.length(), edit.start(), false));
      text.append(edit.replacement());
      done = edit.end();
    }
    segments.add(new PositionMap.Segment(text.length(), done, true));
    text.append(original, done, original.length());
    String rewritten = text.toString();
    return new Result(rewritten, new PositionMap(original, rewritten, segments));
  }
}
