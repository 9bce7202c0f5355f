package dev.tarn.query.trino.serde;

import io.trino.spi.PageBuilder;
import java.io.Closeable;

/** The rows of an Ion file, one after the other. */
interface IonRows extends Closeable {
  /** Adds the next row; false when there is none. */
  boolean read(PageBuilder page);
}
