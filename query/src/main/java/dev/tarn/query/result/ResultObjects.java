package dev.tarn.query.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectWriter;
import dev.tarn.storage.WriteOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the objects that a statement leaves at its output location. */
public final class ResultObjects {
  /** Of most results. */
  public static final String OCTET_STREAM = "application/octet-stream";

  /** Of results that need no scan: literal-only SELECT, most SHOW statements, empty text. */
  public static final String BINARY = "binary/octet-stream";

  private final ResultStore objects;

  private final Map<String, String> headers;

  public ResultObjects(ResultStore objects) {
    this(objects, Map.of());
  }

  private ResultObjects(ResultStore objects, Map<String, String> headers) {
    this.objects = objects;
    this.headers = headers;
  }

  /** Writes all objects with these headers of S3. */
  public ResultObjects with(Map<String, String> objectHeaders) {
    return new ResultObjects(objects, objectHeaders);
  }

  /** Starts the result object of a statement. */
  public ResultSink open(ResultKind kind, ObjectKey location, String contentType)
      throws IOException {
    return switch (kind) {
      case CSV -> new CsvSink(write(location, contentType));
      case EXPLAIN -> new ExplainSink(write(location, contentType));
      case TEXT -> new TextSink(write(location, contentType));
      case EMPTY -> new EmptySink(write(location, contentType));
      case COUNT -> new CountSink();
    };
  }

  /**
   * Writes the companion that drivers read types and counts from.
   *
   * @param id the engine's query id, or the query execution id for statements that no engine ran
   */
  public void writeMetadata(
      ObjectKey location,
      String contentType,
      String id,
      Optional<String> updateType,
      OptionalLong updateCount,
      List<EngineColumn> columns)
      throws IOException {
    byte[] bytes = new MetadataFile(id, updateType, updateCount, columns).encode();
    put(beside(location, ".metadata"), contentType, bytes);
  }

  /** Lists the data files that a statement wrote; returns where. */
  public ObjectKey writeManifest(ObjectKey location, List<String> files) throws IOException {
    var text = new StringBuilder();
    files.stream().sorted().forEach(file -> text.append(file).append('\n'));
    ObjectKey manifest = beside(location, "-manifest.csv");
    put(manifest, OCTET_STREAM, text.toString().getBytes(UTF_8));
    return manifest;
  }

  /** Leaves the reason of a failed Hive-style statement where its result would have been. */
  public void writeReason(ObjectKey location, String reason) throws IOException {
    put(location, OCTET_STREAM, reason.getBytes(UTF_8));
  }

  private void put(ObjectKey key, String contentType, byte[] bytes) throws IOException {
    try (ObjectWriter writer = write(key, contentType)) {
      writer.write(bytes);
      writer.commit();
    }
  }

  private ObjectWriter write(ObjectKey key, String contentType) throws IOException {
    return objects.write(key, WriteOptions.contentType(contentType).withHeaders(headers));
  }

  private static ObjectKey beside(ObjectKey location, String suffix) {
    return new ObjectKey(location.bucket(), location.key() + suffix);
  }
}
