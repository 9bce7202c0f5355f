package dev.tarn.query.execution;

/** Where a record stands in the log. */
record LogPosition(LogSegment segment, long offset, int length) {}
