package dev.tarn.storage.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.storage.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The resources of one kind by key, each in a file of its own. A change is on disk when the method
 * returns. Thread-safe for readers; writers of one key must not race each other.
 */
public final class EntityFiles<T extends SdkPojo> {
  private static final int FORMAT_VERSION = 1;
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final Class<T> type;
  private final AtomicFiles files;
  private final JsonFactory json = new JsonFactory();
  private final AwsJsonCodec wire = new AwsJsonCodec();
  private final ConcurrentNavigableMap<String, T> byKey = new ConcurrentSkipListMap<>();

  private EntityFiles(Path directory, Class<T> type, AtomicFiles files) {
    this.directory = directory;
    this.type = type;
    this.files = files;
  }

  /** Reads all files of the directory; an unreadable one stops the start with its name. */
  public static <T extends SdkPojo> EntityFiles<T> open(
      Path directory, Class<T> type, AtomicFiles files) throws IOException {
    Files.createDirectories(directory);
    AtomicFiles.deleteLeftovers(directory);
    var entities = new EntityFiles<>(directory, type, files);
    for (Path file : entities.list()) {
      entities.load(file);
    }
    return entities;
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(file -> file.toString().endsWith(SUFFIX)).toList();
    }
  }

  public Optional<T> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** All, by key; a live view. */
  public NavigableMap<String, T> all() {
    return Collections.unmodifiableNavigableMap(byKey);
  }

  /** Creates or replaces. */
  public void put(String key, T entity) {
    try {
      files.replace(file(key), encode(key, entity));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byKey.put(key, entity);
  }

  /** True when there was one. */
  public boolean remove(String key) {
    try {
      files.delete(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return byKey.remove(key) != null;
  }

  private void load(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    int version = 0;
    Optional<String> key = Optional.empty();
    Optional<T> entity = Optional.empty();
    try (JsonParser parser = json.createParser(content)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        switch (parser.currentName()) {
          case "formatVersion" -> version = parser.nextIntValue(0);
          case "key" -> key = Optional.ofNullable(parser.nextTextValue());
          case "value" -> {
            parser.nextToken();
            int from = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int to = (int) parser.currentLocation().getByteOffset();
            entity = Optional.of(wire.decode(type, Arrays.copyOfRange(content, from, to)));
          }
          default -> {
            parser.nextToken();
            parser.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      throw new IOException("Unreadable file " + file, e);
    }
    if (version != FORMAT_VERSION || key.isEmpty() || entity.isEmpty()) {
      throw new IOException("Not a file of this program's format: " + file);
    }
    byKey.put(key.get(), entity.get());
  }

  private byte[] encode(String key, T entity) throws IOException {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartObject();
      generator.writeNumberField("formatVersion", FORMAT_VERSION);
      generator.writeStringField("key", key);
      generator.writeFieldName("value");
      generator.writeRawValue(new String(wire.encode(entity), UTF_8));
      generator.writeEndObject();
    }
    return out.toByteArray();
  }

  private Path file(String key) {
    return directory.resolve(FileNames.encode(key) + SUFFIX);
  }
}
