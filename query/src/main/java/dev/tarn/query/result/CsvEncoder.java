package dev.tarn.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Athena's CSV: every value quoted, quotes doubled, NULL an empty unquoted field, lines end with
 * one line feed. Buffers whole lines; nothing reaches the stream before {@link #flush} or a full
 * buffer.
 */
final class CsvEncoder {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] QUOTE_QUOTE = {'"', '"'};

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int used;

  CsvEncoder(OutputStream out) {
    this.out = out;
  }

  void line(@Nullable String[] cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        put((byte) ',');
      }
      String cell = cells[i];
      if (cell != null) {
        quoted(cell);
      }
    }
    put((byte) '\n');
  }

  void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  private void quoted(String cell) throws IOException {
    put((byte) '"');
    byte[] bytes = cell.getBytes(UTF_8);
    if (cell.indexOf('"') < 0) {
      put(bytes, 0, bytes.length);
    } else {
      doubled(bytes);
    }
    put((byte) '"');
  }

  private void doubled(byte[] bytes) throws IOException {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '"') {
        put(bytes, start, i - start);
        put(QUOTE_QUOTE, 0, QUOTE_QUOTE.length);
        start = i + 1;
      }
    }
    put(bytes, start, bytes.length - start);
  }

  private void put(byte value) throws IOException {
    if (used == buffer.length) {
      flush();
    }
    buffer[used++] = value;
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    if (length > buffer.length - used) {
      flush();
    }
    if (length > buffer.length) {
      out.write(bytes, offset, length);
      return;
    }
    System.arraycopy(bytes, offset, buffer, used, length);
    used += length;
  }
}
