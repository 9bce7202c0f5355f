package dev.tarn.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the object of a key lies below its bucket's directory: the names of the directories and of
 * the file. One to one: every key has one such path, no two keys share one, and none leaves the
 * bucket's directory.
 *
 * <p>A segment (the text between two slashes) is its own file name whenever it can be. Otherwise:
 *
 * <ul>
 *   <li>{@code %~} followed by the segment with unfit bytes as {@code %XX}: an empty segment, "."
 *       and "..", control characters, and segments that start like one of our own names.
 *   <li>{@code %+} followed by the first part of a segment that is too long for one name: a
 *       directory that holds the rest of the segment.
 *   <li>{@code %=} followed by the file name: the object of a key that is also a directory, such as
 *       {@code a} next to {@code a/b}.
 * </ul>
 */
record KeyPath(List<String> directories, String name) {

  /** Longest name of ours: a byte pair below the 255 of common file systems, for the aside mark. */
  static final int MAX_NAME_BYTES = 253;

  private static final String ESCAPED = "%~";
  private static final String CONTINUED = "%+";
  private static final String ASIDE = "%=";

  KeyPath {
    directories = List.copyOf(directories);
  }

  static KeyPath of(String key) {
    List<String> names = names(key);
    return new KeyPath(names.subList(0, names.size() - 1), names.getLast());
  }

  /** The directories of a key prefix that ends in '/' (or is empty). */
  static List<String> directoriesOf(String prefix) {
    return prefix.isEmpty() ? List.of() : names(prefix.substring(0, prefix.length() - 1));
  }

  /** The name of the file when a directory has the name it would have. */
  String asideName() {
    return asideName(name);
  }

  static String asideName(String name) {
    return ASIDE + name;
  }

  static boolean isAside(String name) {
    return name.startsWith(ASIDE);
  }

  /** Whether a directory of this name holds the rest of an over-long segment. */
  static boolean isContinued(String name) {
    return name.startsWith(CONTINUED);
  }

  /**
   * The segment that the names (directories of an over-long segment, then a file or directory)
   * stand for; empty when we would never name it so, which makes the file no object.
   */
  static Optional<String> segmentOf(List<String> names) {
    StringBuilder segment = new StringBuilder();
    for (String name : names.subList(0, names.size() - 1)) {
      unescape(name.substring(CONTINUED.length()), segment);
    }
    String last = names.getLast();
    String plain = isAside(last) ? last.substring(ASIDE.length()) : last;
    if (plain.startsWith(ESCAPED)) {
      unescape(plain.substring(ESCAPED.length()), segment);
    } else {
      segment.append(plain);
    }
    String decoded = segment.toString();
    List<String> canonical = new ArrayList<>(names.size());
    appendSegment(decoded, canonical);
    List<String> given = new ArrayList<>(names);
    given.set(given.size() - 1, plain);
    return canonical.equals(given) ? Optional.of(decoded) : Optional.empty();
  }

  /** Whether a file or directory of this name simply is the segment of this name. */
  static boolean isPlain(String name) {
    int bytes = Utf8Order.encodedLength(name);
    if (bytes < 1 || bytes > MAX_NAME_BYTES || name.equals(".") || name.equals("..")) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (isUnfit(name.charAt(i))) {
        return false;
      }
    }
    return !name.startsWith(ESCAPED) && !name.startsWith(CONTINUED) && !name.startsWith(ASIDE);
  }

  private static List<String> names(String key) {
    List<String> names = new ArrayList<>();
    int start = 0;
    for (int slash; (slash = key.indexOf('/', start)) >= 0; start = slash + 1) {
      appendSegment(key.substring(start, slash), names);
    }
    appendSegment(key.substring(start), names);
    return names;
  }

  private static void appendSegment(String segment, List<String> names) {
    String rest = segment;
    while (!isPlain(rest)) {
      String escaped = ESCAPED + escape(rest);
      if (Utf8Order.encodedLength(escaped) <= MAX_NAME_BYTES) {
        names.add(escaped);
        return;
      }
      int length = fittingLength(rest);
      names.add(CONTINUED + escape(rest.substring(0, length)));
      rest = rest.substring(length);
    }
    names.add(rest);
  }

  /**
   * How many chars of an over-long segment fit into one name, escaped and without cutting a pair.
   */
  private static int fittingLength(String text) {
    int bytes = CONTINUED.length();
    int length = 0;
    while (true) {
      int next = text.offsetByCodePoints(length, 1);
      bytes += Utf8Order.encodedLength(escape(text.substring(length, next)));
      if (bytes > MAX_NAME_BYTES) {
        return length;
      }
      length = next;
    }
  }

  private static boolean isUnfit(char c) {
    return c < 0x20 || c == 0x7f || c == '/';
  }

  private static String escape(String text) {
    if (text.equals(".")) {
      return "%2E";
    }
    if (text.equals("..")) {
      return "%2E%2E";
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnfit(c) || c == '%') {
        escaped.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 0xf));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static char hexDigit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }

  /** Only ASCII is ever escaped; what is not of that form stays and fails the canonical check. */
  private static void unescape(String escaped, StringBuilder target) {
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      boolean room = c == '%' && i + 2 < escaped.length();
      int high = room ? Character.digit(escaped.charAt(i + 1), 16) : -1;
      int low = room ? Character.digit(escaped.charAt(i + 2), 16) : -1;
      if (high >= 0 && low >= 0) {
        target.append((char) (high * 16 + low));
        i += 2;
      } else {
        target.append(c);
      }
    }
  }
}
