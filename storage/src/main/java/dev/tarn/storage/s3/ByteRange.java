package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.util.Map;
import java.util.Optional;

/** Bytes of an object, both ends inclusive. */
record ByteRange(long first, long last) {

  long length() {
    return last - first + 1;
  }

  /** {@code bytes 0-9/100}. */
  String contentRange(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }

  /**
   * Reads a Range header. Empty, meaning the whole object, when it is not of the form that S3
   * serves (as RFC 9110 allows); InvalidRange when it lies outside the object.
   */
  static Optional<ByteRange> parse(String header, long size) {
    if (!header.startsWith("bytes=") || header.indexOf(',') >= 0) {
      return Optional.empty();
    }
    String range = header.substring("bytes=".length()).trim();
    int dash = range.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    try {
      String from = range.substring(0, dash).trim();
      String to = range.substring(dash + 1).trim();
      long first;
      long last;
      if (from.isEmpty()) {
        long tail = parseNumber(to);
        first = Math.max(0, size - tail);
        last = tail == 0 ? -1 : size - 1;
      } else {
        first = parseNumber(from);
        last = to.isEmpty() ? size - 1 : Math.min(parseNumber(to), size - 1);
        if (!to.isEmpty() && parseNumber(to) < first) {
          return Optional.empty();
        }
      }
      if (first >= size || last < first) {
        throw new DetailedError(
            S3Errors.of("InvalidRange", "The requested range is not satisfiable", 416),
            Map.of("RangeRequested", header, "ActualObjectSize", Long.toString(size)));
      }
      return Optional.of(new ByteRange(first, last));
    } catch (NumberFormatException notARange) {
      return Optional.empty();
    }
  }

  private static long parseNumber(String text) {
    if (text.isEmpty() || text.charAt(0) == '+' || text.charAt(0) == '-') {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text);
  }
}
