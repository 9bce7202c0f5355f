package dev.tarn.query.trino.file;

import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import dev.tarn.storage.ObjectWriter;
import dev.tarn.storage.WriteOptions;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoOutputFile;
import io.trino.memory.context.AggregatedMemoryContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** An object to be written; it appears when the stream is closed. */
final class ObjectOutputFile implements TrinoOutputFile {
  private static final String CONTENT_TYPE = "application/octet-stream";

  private final ObjectStore objects;
  private final WrittenFiles writtenFiles;
  private final Location location;
  private final ObjectKey key;

  ObjectOutputFile(
      ObjectStore objects, WrittenFiles writtenFiles, Location location, ObjectKey key) {
    this.objects = objects;
    this.writtenFiles = writtenFiles;
    this.location = location;
    this.key = key;
  }

  @Override
  public OutputStream create(AggregatedMemoryContext memoryContext) throws IOException {
    return open(true);
  }

  @Override
  public void createOrOverwrite(byte[] data) throws IOException {
    write(false, data);
  }

  @Override
  public void createExclusive(byte[] data) throws IOException {
    write(true, data);
  }

  private void write(boolean onlyIfAbsent, byte[] data) throws IOException {
    try (OutputStream stream = open(onlyIfAbsent)) {
      stream.write(data);
    }
  }

  private OutputStream open(boolean onlyIfAbsent) throws IOException {
    var options = new WriteOptions(CONTENT_TYPE, Map.of(), onlyIfAbsent);
    ObjectWriter writer = FileFailures.accessing(key.uri(), () -> objects.write(key, options));
    return new ObjectOutputStream(writer, key, writtenFiles);
  }

  @Override
  public Location location() {
    return location;
  }

  @Override
  public String toString() {
    return location.toString();
  }
}
