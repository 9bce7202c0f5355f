package dev.tarn.query.result;

import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.Row;

/** Reads pages of rows out of result objects; a page costs what it holds, wherever it starts. */
final class ResultPages {
  private final ResultStore objects;

  ResultPages(ResultStore objects) {
    this.objects = objects;
  }

  /**
   * Reads at most that many rows. A full page always names a next one, even when that turns out to
   * be empty, as Athena does.
   */
  ResultPage read(ResultKind kind, ObjectKey location, long offset, int maxRows)
      throws IOException {
    if (kind == ResultKind.EMPTY || kind == ResultKind.COUNT) {
      return new ResultPage(List.of(), OptionalLong.empty());
    }
    try (SeekableByteChannel channel = objects.read(location)) {
      RowReader reader = reader(kind, channel, offset);
      List<Row> rows = new ArrayList<>();
      while (rows.size() < maxRows) {
        Optional<List<Datum>> cells = reader.next();
        if (cells.isEmpty()) {
          return new ResultPage(rows, OptionalLong.empty());
        }
        rows.add(Row.builder().data(cells.get()).build());
      }
      return new ResultPage(rows, OptionalLong.of(reader.position()));
    }
  }

  private static RowReader reader(ResultKind kind, SeekableByteChannel channel, long offset)
      throws IOException {
    var source = new ByteSource(channel, offset);
    return kind == ResultKind.CSV
        ? new CsvRowReader(source)
        : new TextRowReader(source, channel.size());
  }
}
