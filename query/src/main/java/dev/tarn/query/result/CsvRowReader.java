package dev.tarn.query.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.Datum;

/** Reads what {@link CsvEncoder} wrote: an unquoted empty field is NULL, a quoted one is text. */
final class CsvRowReader implements RowReader {
  static final Datum NULL = Datum.builder().build();

  private final ByteSource source;
  private final CellText field = new CellText();

  CsvRowReader(ByteSource source) {
    this.source = source;
  }

  @Override
  public long position() {
    return source.position();
  }

  @Override
  public Optional<List<Datum>> next() throws IOException {
    if (source.peek() == ByteSource.END) {
      return Optional.empty();
    }
    List<Datum> cells = new ArrayList<>();
    int terminator;
    do {
      boolean quoted = source.peek() == '"';
      terminator = quoted ? quotedField() : unquotedField();
      cells.add(quoted || !field.isEmpty() ? datum() : NULL);
    } while (terminator == ',');
    return Optional.of(cells);
  }

  private Datum datum() {
    return Datum.builder().varCharValue(field.text()).build();
  }

  private int quotedField() throws IOException {
    field.clear();
    source.next();
    while (true) {
      int value = source.next();
      if (value == ByteSource.END) {
        return value;
      }
      if (value == '"') {
        int after = source.next();
        if (after != '"') {
          return after;
        }
      }
      field.add(value);
    }
  }

  private int unquotedField() throws IOException {
    field.clear();
    int value = source.next();
    while (value != ',' && value != '\n' && value != ByteSource.END) {
      field.add(value);
      value = source.next();
    }
    return value;
  }
}
