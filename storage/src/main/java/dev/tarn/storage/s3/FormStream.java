package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a multipart/form-data body part by part without holding it: RFC 7578. As an input stream it
 * is the bytes of the current part. Preambles and lines have bounds.
 */
final class FormStream extends InputStream {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int MAX_LINE_BYTES = 8 << 10;
  private static final int MAX_HEADERS = 16;

  private final InputStream source;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;
  private boolean sourceEnded;
  private boolean partEnded = true;

  /** The boundary is that of the request's content type. */
  FormStream(InputStream source, String boundary) {
    this.source = source;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // The first delimiter has no line end before it.
    buffer[0] = '\r';
    buffer[1] = '\n';
    this.end = 2;
    this.partEnded = false;
  }

  /** The headers of the next part by lower-case name; null after the last part. */
  @Nullable Map<String, String> nextPart() throws IOException {
    skipNBytesOfPart();
    int first = required();
    int second = required();
    if (first == '-' && second == '-') {
      return null;
    }
    if (first != '\r' || second != '\n') {
      throw malformed();
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || headers.size() == MAX_HEADERS) {
        throw malformed();
      }
      headers.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
    partEnded = false;
    return headers;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0 || partEnded) {
      return partEnded ? -1 : 0;
    }
    fill(delimiter.length);
    int found = indexOfDelimiter();
    int available = (found < 0 ? end - delimiter.length + 1 : found) - start;
    if (available <= 0) {
      if (found < 0) {
        throw malformed(); // the body ends in the middle of a part
      }
      start += delimiter.length;
      partEnded = true;
      return -1;
    }
    int read = Math.min(length, available);
    System.arraycopy(buffer, start, target, offset, read);
    start += read;
    return read;
  }

  private void skipNBytesOfPart() throws IOException {
    byte[] ignored = new byte[BUFFER_BYTES];
    int read = 0;
    while (read >= 0) {
      read = read(ignored, 0, ignored.length);
    }
  }

  /** Tries to have so many bytes in the buffer. */
  private void fill(int wanted) throws IOException {
    if (end - start >= wanted || sourceEnded) {
      return;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    while (end - start < wanted && !sourceEnded) {
      int read = source.read(buffer, end, buffer.length - end);
      if (read < 0) {
        sourceEnded = true;
      } else {
        end += read;
      }
    }
  }

  private int indexOfDelimiter() {
    for (int i = start; i + delimiter.length <= end; i++) {
      if (buffer[i] == '\r'
          && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    return -1;
  }

  private int required() throws IOException {
    fill(1);
    if (start == end) {
      throw malformed();
    }
    return buffer[start++];
  }

  private String line() throws IOException {
    byte[] line = new byte[MAX_LINE_BYTES];
    for (int length = 0; length < line.length; length++) {
      line[length] = (byte) required();
      if (line[length] == '\n') {
        int textLength = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, textLength, StandardCharsets.UTF_8);
      }
    }
    throw malformed();
  }

  static RuntimeException malformed() {
    return S3Errors.of(
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
        400);
  }
}
