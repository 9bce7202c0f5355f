package dev.tarn.query.trino.serde;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the key that an object of a JSON line has twice, at any depth. Reads what OpenX's lenient
 * parser reads: keys with any quotes or none, comments, {@code =} for a colon. A line that is no
 * JSON is left to the parser behind it.
 */
final class DuplicateKeys {
  private final byte[] json;
  private final int length;
  private final boolean caseInsensitive;
  private final Deque<Container> open = new ArrayDeque<>();
  private int position;
  private boolean atKey;

  private DuplicateKeys(byte[] json, int length, boolean caseInsensitive) {
    this.json = json;
    this.length = length;
    this.caseInsensitive = caseInsensitive;
  }

  /** The first key that comes again, in lower case if case does not matter. */
  static Optional<String> first(byte[] json, int length, boolean caseInsensitive) {
    return new DuplicateKeys(json, length, caseInsensitive).scan();
  }

  private Optional<String> scan() {
    while (position < length) {
      byte next = json[position++];
      switch (next) {
        case ' ', '\t', '\r', '\n' -> {}
        case ':', '=', '>' -> atKey = false;
        case ',', ';' -> atKey = !open.isEmpty() && open.peek().isObject();
        case '{', '[' -> {
          open.push(new Container(next == '{', next == '{' ? new HashSet<>() : Set.of()));
          atKey = next == '{';
        }
        case '}', ']' -> {
          open.poll();
          if (open.isEmpty()) {
            return Optional.empty();
          }
          atKey = false;
        }
        case '#' -> skipLine();
        case '/' -> skipComment();
        default -> {
          String token = next == '"' || next == '\'' ? quoted(next) : literal();
          if (atKey && !open.isEmpty() && !open.peek().add(token)) {
            return Optional.of(token);
          }
        }
      }
    }
    return Optional.empty();
  }

  private String quoted(byte quote) {
    int start = position;
    boolean escaped = false;
    while (position < length && json[position] != quote) {
      boolean escape = json[position] == '\\';
      escaped |= escape;
      position += escape ? 2 : 1;
    }
    int end = Math.min(position++, length);
    if (!atKey) {
      return "";
    }
    String text = new String(json, start, end - start, StandardCharsets.UTF_8);
    return key(escaped ? JsonEscapes.decode(text) : text);
  }

  private String literal() {
    int start = position - 1;
    while (position < length && " \t\r\n\f{}[]/\\:,=;#".indexOf(json[position]) < 0) {
      position++;
    }
    return atKey ? key(new String(json, start, position - start, StandardCharsets.UTF_8)) : "";
  }

  private String key(String text) {
    return caseInsensitive ? text.toLowerCase(Locale.ROOT) : text;
  }

  private void skipLine() {
    while (position < length && json[position] != '\n' && json[position] != '\r') {
      position++;
    }
  }

  private void skipComment() {
    if (position < length && json[position] == '*') {
      position++;
      while (position + 1 < length && (json[position] != '*' || json[position + 1] != '/')) {
        position++;
      }
      position += 2;
    } else {
      skipLine();
    }
  }

  /** An object with the keys seen so far, or an array, which has none. */
  private record Container(boolean isObject, Set<String> keys) {
    boolean add(String key) {
      return keys.add(key);
    }
  }
}
