package dev.tarn.query.result;

/** What the result object of a statement holds, and so how its rows are read back. */
public enum ResultKind {
  /** A header line and the rows, as CSV. */
  CSV,
  /** The plan's lines under a header line. */
  EXPLAIN,
  /** One line for each row, cells joined by tabs, no header. */
  TEXT,
  /** An object without bytes: a statement that answers nothing. */
  EMPTY,
  /** No object at all, only its companion: the statement answers how many rows it wrote. */
  COUNT
}
