package dev.tarn.query.result;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.Datum;

/**
 * Reads a text result: every line is a row of one cell, and what follows the last line feed is a
 * row too, even when it is empty. An object without bytes has no rows.
 */
final class TextRowReader implements RowReader {
  private final ByteSource source;
  private final CellText line = new CellText();
  private long position;
  private boolean ended;

  /** A reader at the source's position, which is one past the size when all rows have been read. */
  TextRowReader(ByteSource source, long size) {
    this.source = source;
    this.position = source.position();
    this.ended = size == 0 || position > size;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public Optional<List<Datum>> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    line.clear();
    int value = source.next();
    while (value != '\n' && value != ByteSource.END) {
      line.add(value);
      value = source.next();
    }
    ended = value == ByteSource.END;
    position = ended ? source.position() + 1 : source.position();
    return Optional.of(List.of(Datum.builder().varCharValue(line.text()).build()));
  }
}
