package dev.tarn.query.trino.serde;

import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoInputFile;
import io.trino.hive.formats.line.LineBuffer;
import io.trino.hive.formats.line.LineReader;
import io.trino.hive.formats.line.LineReaderFactory;
import io.trino.hive.formats.line.text.TextLineReaderFactory;
import java.io.IOException;
import java.util.Set;

/** Trino's reader of lines of text, for the files of one carried SerDe. */
final class MarkedLines implements LineReaderFactory {
  private static final int BUFFER = 1024;

  private final CarriedSerde serde;
  private final TextLineReaderFactory lines;

  MarkedLines(CarriedSerde serde, long maximumLineLength) {
    this.serde = serde;
    this.lines = new TextLineReaderFactory(BUFFER, BUFFER, Math.toIntExact(maximumLineLength));
  }

  @Override
  public Set<String> getHiveInputFormatClassNames() {
    return Set.of(serde.mark());
  }

  @Override
  public LineBuffer createLineBuffer() {
    return lines.createLineBuffer();
  }

  @Override
  public LineReader createLineReader(
      TrinoInputFile file, long start, long length, int headerCount, int footerCount)
      throws IOException {
    return lines.createLineReader(file, start, length, headerCount, footerCount);
  }

  @Override
  public TrinoInputFile newInputFile(
      TrinoFileSystem files, Location path, long estimatedFileSize, long fileModifiedTime) {
    return lines.newInputFile(files, path, estimatedFileSize, fileModifiedTime);
  }
}
