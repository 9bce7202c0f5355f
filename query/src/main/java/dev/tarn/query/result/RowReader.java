package dev.tarn.query.result;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.Datum;

/** Reads the rows of one kind of result object, one after the other. */
interface RowReader {
  /** The cells of the next row; empty after the last. */
  Optional<List<Datum>> next() throws IOException;

  /** Where the next row starts; a reader opened there goes on. */
  long position();
}
