package dev.tarn.catalog.partition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.tarn.protocol.AwsJsonCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes of partitions as lines of JSON: the wire JSON of a partition, with the part of its
 * storage descriptor that it shares with others moved to a line of its own, written once.
 */
final class PartitionLines implements AutoCloseable {
  static final int FORMAT_VERSION = 1;
  static final JsonFactory JSON =
      JsonFactory.builder().configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false).build();

  private final JsonGenerator json;
  private final AwsJsonCodec codec;
  private final Set<Integer> writtenShapes;
  private final Set<Integer> newShapes = new HashSet<>();

  /**
   * @param writtenShapes ids of the shapes that the log holds already
   */
  PartitionLines(OutputStream out, AwsJsonCodec codec, Set<Integer> writtenShapes)
      throws IOException {
    this.json = JSON.createGenerator(out);
    json.setRootValueSeparator(null);
    this.codec = codec;
    this.writtenShapes = writtenShapes;
  }

  /** Ids of the shapes that these lines define. */
  Set<Integer> newShapes() {
    return newShapes;
  }

  void header() throws IOException {
    json.writeStartObject();
    json.writeNumberField("formatVersion", FORMAT_VERSION);
    json.writeStringField("kind", "partitions");
    json.writeEndObject();
    json.writeRaw('\n');
  }

  void write(PartitionChange change) throws IOException {
    switch (change) {
      case PartitionChange.Put(StoredPartition partition) -> put(null, partition);
      case PartitionChange.Move(List<String> from, StoredPartition partition) ->
          put(from, partition);
      case PartitionChange.Remove(List<String> values) -> {
        json.writeStartObject();
        strings("remove", values);
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
  }

  private void put(@Nullable List<String> from, StoredPartition partition) throws IOException {
    StorageShape shape = partition.shape();
    if (shape != null && !writtenShapes.contains(shape.id()) && newShapes.add(shape.id())) {
      json.writeStartObject();
      json.writeNumberField("shape", shape.id());
      json.writeFieldName("StorageDescriptor");
      raw(codec.encode(shape.withColumns()));
      json.writeEndObject();
      json.writeRaw('\n');
    }
    json.writeStartObject();
    if (from != null) {
      strings("move", from);
    }
    json.writeObjectFieldStart("put");
    partition(partition);
    json.writeEndObject();
    if (shape != null) {
      json.writeNumberField("shape", shape.id());
    }
    if (partition.statistics() != null) {
      json.writeArrayFieldStart("statistics");
      for (byte[] statistics : partition.statistics().values()) {
        raw(statistics);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void partition(StoredPartition partition) throws IOException {
    strings("Values", partition.values());
    instant("CreationTime", Instant.ofEpochMilli(partition.creationMillis()));
    instant("LastAccessTime", partition.lastAccessTime());
    instant("LastAnalyzedTime", partition.lastAnalyzedTime());
    if (!partition.parameters().isEmpty()) {
      properties(partition.parameters());
    }
    if (partition.shape() != null) {
      json.writeObjectFieldStart("StorageDescriptor");
      if (partition.location() != null) {
        json.writeStringField("Location", partition.location());
      }
      if (!partition.storageParameters().isEmpty()) {
        properties(partition.storageParameters());
      }
      json.writeEndObject();
    }
  }

  private void properties(Map<String, String> properties) throws IOException {
    json.writeObjectFieldStart("Parameters");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      json.writeStringField(property.getKey(), property.getValue());
    }
    json.writeEndObject();
  }

  private void strings(String name, List<String> strings) throws IOException {
    json.writeArrayFieldStart(name);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }

  private void instant(String name, @Nullable Instant instant) throws IOException {
    if (instant != null) {
      BigDecimal nanos = BigDecimal.valueOf(instant.getNano(), 9);
      BigDecimal seconds = BigDecimal.valueOf(instant.getEpochSecond()).add(nanos);
      json.writeFieldName(name);
      json.writeNumber(seconds.stripTrailingZeros().toPlainString());
    }
  }

  private void raw(byte[] encoded) throws IOException {
    json.writeRawValue(new String(encoded, StandardCharsets.UTF_8));
  }

  void flush() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
