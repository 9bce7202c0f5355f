package dev.tarn.query.trino.serde;

import com.google.inject.Inject;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.filesystem.TrinoInputFile;
import io.trino.hive.formats.compression.CompressionKind;
import io.trino.hive.formats.line.Column;
import io.trino.hive.formats.line.LineBuffer;
import io.trino.hive.formats.line.LineDeserializer;
import io.trino.hive.formats.line.LineDeserializerFactory;
import io.trino.hive.formats.line.LineReader;
import io.trino.hive.formats.line.LineReaderFactory;
import io.trino.hive.formats.line.openxjson.OpenXJsonDeserializerFactory;
import io.trino.plugin.hive.HiveConfig;
import io.trino.plugin.hive.line.LinePageSourceFactory;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * CloudTrail's log files: one JSON document with an array of records, each a row. The reader of
 * OpenX JSON puts objects into columns of text, as CloudTrail's own SerDe does.
 */
// https://docs.aws.amazon.com/athena/latest/ug/cloudtrail-logs.html
final class CloudTrailPages extends LinePageSourceFactory {
  @Inject
  CloudTrailPages(TrinoFileSystemFactory files, HiveConfig config) {
    super(
        files,
        new Deserializers(),
        new Records(Math.toIntExact(config.getTextMaxLineLength().toBytes())));
  }

  private static final class Deserializers implements LineDeserializerFactory {
    @Override
    public Set<String> getHiveSerDeClassNames() {
      return Set.of(CarriedSerde.carrier());
    }

    @Override
    public LineDeserializer create(List<Column> columns, Map<String, String> properties) {
      return new OpenXJsonDeserializerFactory().create(columns, properties);
    }
  }

  private record Records(int maximumLength) implements LineReaderFactory {
    private static final int BUFFER = 4096;

    @Override
    public Set<String> getHiveInputFormatClassNames() {
      return Set.of(CarriedSerde.CLOUD_TRAIL.mark());
    }

    @Override
    public LineBuffer createLineBuffer() {
      return new LineBuffer(BUFFER, maximumLength);
    }

    @Override
    public LineReader createLineReader(
        TrinoInputFile file, long start, long length, int headerCount, int footerCount)
        throws IOException {
      if (start > 0) {
        // The first split reads the whole document.
        return new RecordsReader(InputStream.nullInputStream());
      }
      InputStream in = file.newStream();
      var packed = CompressionKind.forFile(file.location().fileName());
      return new RecordsReader(
          packed.isPresent() ? packed.get().createCodec().createStreamDecompressor(in) : in);
    }

    @Override
    public TrinoInputFile newInputFile(
        TrinoFileSystem files, Location path, long estimatedFileSize, long fileModifiedTime) {
      return files.newInputFile(path, estimatedFileSize, Instant.ofEpochMilli(fileModifiedTime));
    }
  }
}
