package dev.tarn.catalog.partition;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.catalog.file.UnreadableCatalogException;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.storage.AppendLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.glue.model.ColumnStatistics;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** Reads the lines that {@link PartitionLines} writes back into changes. */
final class PartitionLineReader implements AppendLog.LineReader {
  private final Path file;
  private final AwsJsonCodec codec;
  private final PartitionFactory factory;
  private final Consumer<PartitionChange> changes;
  private int lines;

  PartitionLineReader(
      Path file, AwsJsonCodec codec, PartitionFactory factory, Consumer<PartitionChange> changes) {
    this.file = file;
    this.codec = codec;
    this.factory = factory;
    this.changes = changes;
  }

  int lines() {
    return lines;
  }

  @Override
  public void line(byte[] bytes, int start, int end) throws IOException {
    lines++;
    try (JsonParser json = PartitionLines.JSON.createParser(bytes, start, end - start)) {
      Line line = new Line(bytes, start);
      expect(json.nextToken(), JsonToken.START_OBJECT);
      line.read(json);
      expect(json.currentToken(), JsonToken.END_OBJECT);
      if (lines == 1) {
        checkHeader(line);
      } else {
        line.accept();
      }
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage(), e);
    } catch (AwsServiceException e) {
      throw unreadable(AwsErrors.code(e) + " " + AwsErrors.message(e), e);
    }
  }

  private void checkHeader(Line line) throws IOException {
    if (line.formatVersion != PartitionLines.FORMAT_VERSION) {
      throw unreadable("formatVersion is " + line.formatVersion, null);
    }
  }

  private UnreadableCatalogException unreadable(String problem, @Nullable Exception cause) {
    return new UnreadableCatalogException(file, "line " + lines + ": " + problem, cause);
  }

  private void expect(@Nullable JsonToken found, JsonToken expected) throws IOException {
    if (found != expected) {
      throw unreadable("found " + found + " instead of " + expected, null);
    }
  }

  /** What one line says, collected member by member. */
  private final class Line {
    private final byte[] bytes;
    private final int lineStart;
    private int formatVersion;
    private boolean put;
    private @Nullable Integer shape;
    private @Nullable StorageDescriptor descriptor;
    private @Nullable List<String> remove;
    private @Nullable List<String> move;
    private @Nullable Map<String, byte[]> statistics;

    private List<String> values = List.of();
    private long creationMillis;
    private @Nullable Instant lastAccessTime;
    private @Nullable Instant lastAnalyzedTime;
    private Map<String, String> parameters = PropertyMap.EMPTY;
    private Map<String, String> storageParameters = PropertyMap.EMPTY;
    private @Nullable String location;

    private Line(byte[] bytes, int lineStart) {
      this.bytes = bytes;
      this.lineStart = lineStart;
    }

    private void read(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "put" -> {
            readPartition(json);
            put = true;
          }
          case "shape" -> shape = json.getIntValue();
          case "StorageDescriptor" ->
              descriptor = codec.decode(StorageDescriptor.class, slice(json));
          case "remove" -> remove = strings(json);
          case "move" -> move = strings(json);
          case "statistics" -> readStatistics(json);
          case "formatVersion" -> formatVersion = json.getIntValue();
          case "kind" -> expect(json.currentToken(), JsonToken.VALUE_STRING);
          default -> throw unreadable("unknown member " + field, null);
        }
      }
    }

    private void readPartition(JsonParser json) throws IOException {
      expect(json.currentToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "Values" -> values = strings(json);
          case "CreationTime" -> creationMillis = instant(json).toEpochMilli();
          case "LastAccessTime" -> lastAccessTime = instant(json);
          case "LastAnalyzedTime" -> lastAnalyzedTime = instant(json);
          case "Parameters" -> parameters = properties(json);
          case "StorageDescriptor" -> readOwnStorage(json);
          default -> throw unreadable("unknown member " + field, null);
        }
      }
    }

    private void readOwnStorage(JsonParser json) throws IOException {
      expect(json.currentToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "Location" -> location = json.getText();
          case "Parameters" -> storageParameters = properties(json);
          default -> throw unreadable("unknown member " + field, null);
        }
      }
    }

    private void readStatistics(JsonParser json) throws IOException {
      Map<String, byte[]> read = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        byte[] encoded = slice(json);
        ColumnStatistics column = codec.decode(ColumnStatistics.class, encoded);
        read.put(column.columnName().toLowerCase(Locale.ROOT), encoded);
      }
      statistics = read;
    }

    private byte[] slice(JsonParser json) throws IOException {
      // The parser counts from the start of the line.
      int start = lineStart + (int) json.currentTokenLocation().getByteOffset();
      json.skipChildren();
      int end = lineStart + (int) json.currentLocation().getByteOffset();
      return Arrays.copyOfRange(bytes, start, end);
    }

    private List<String> strings(JsonParser json) throws IOException {
      List<String> strings = new ArrayList<>(4);
      while (json.nextToken() == JsonToken.VALUE_STRING) {
        strings.add(json.getText());
      }
      expect(json.currentToken(), JsonToken.END_ARRAY);
      return factory.values(strings);
    }

    private Map<String, String> properties(JsonParser json) throws IOException {
      Map<String, String> properties = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        properties.put(key, json.getText());
      }
      return factory.properties(properties);
    }

    private static Instant instant(JsonParser json) throws IOException {
      BigDecimal seconds = json.getDecimalValue();
      long whole = seconds.longValue();
      long nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
      return Instant.ofEpochSecond(whole, nanos);
    }

    private void accept() throws IOException {
      if (remove != null) {
        changes.accept(new PartitionChange.Remove(remove));
      } else if (descriptor != null && shape != null) {
        factory.define(shape, descriptor);
      } else if (!put) {
        throw unreadable("it changes nothing", null);
      } else {
        StoredPartition partition = partition();
        changes.accept(
            move == null
                ? new PartitionChange.Put(partition)
                : new PartitionChange.Move(move, partition));
      }
    }

    private StoredPartition partition() throws IOException {
      StorageShape storageShape = shape == null ? null : factory.shape(shape);
      if (shape != null && storageShape == null) {
        throw unreadable("shape " + shape + " is not defined", null);
      }
      return new StoredPartition(
          values,
          storageShape,
          location,
          storageParameters,
          parameters,
          creationMillis,
          lastAccessTime,
          lastAnalyzedTime,
          statistics);
    }
  }
}
