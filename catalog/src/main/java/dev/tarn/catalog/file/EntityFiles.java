package dev.tarn.catalog.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.storage.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Reads and writes one catalog entity as one file: the AWS wire JSON of an SDK model object inside
 * an envelope that names the format's version and the kind of entity.
 */
public final class EntityFiles {
  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private final AwsJsonCodec codec;
  private final AtomicFiles files;

  public EntityFiles(AwsJsonCodec codec, AtomicFiles files) {
    this.codec = codec;
    this.files = files;
  }

  /** Replaces the file atomically; on return the entity is kept. */
  public void write(Path file, String kind, SdkPojo body) throws IOException {
    write(file, kind, null, body);
  }

  /** The same for an entity whose body does not say its name. */
  public void write(Path file, String kind, @Nullable String name, SdkPojo body)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
    try (JsonGenerator json = JSON.createGenerator(bytes);
        JsonParser parsed = JSON.createParser(codec.encode(body))) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeStringField("kind", kind);
      if (name != null) {
        json.writeStringField("name", name);
      }
      json.writeFieldName("body");
      parsed.nextToken();
      json.copyCurrentStructure(parsed);
      json.writeEndObject();
      json.writeRaw('\n');
    }
    files.replace(file, bytes.toByteArray());
  }

  /** An entity and the name that its file says it has. */
  public record Named<T extends SdkPojo>(@Nullable String name, T body) {}

  /** Reads an entity of the given kind. */
  public <T extends SdkPojo> T read(Path file, String kind, Class<T> type) throws IOException {
    return readNamed(file, kind, type).body();
  }

  /** Reads an entity of the given kind together with its name. */
  public <T extends SdkPojo> Named<T> readNamed(Path file, String kind, Class<T> type)
      throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      Envelope envelope = envelope(file, kind, bytes);
      return new Named<>(envelope.name, codec.decode(type, envelope.body));
    } catch (AwsServiceException e) {
      throw new UnreadableCatalogException(file, AwsErrors.code(e) + " " + AwsErrors.message(e), e);
    }
  }

  private static final class Envelope {
    private final @Nullable String name;
    private final byte[] body;

    private Envelope(@Nullable String name, byte[] body) {
      this.name = name;
      this.body = body;
    }
  }

  private static Envelope envelope(Path file, String kind, byte[] bytes) throws IOException {
    String name = null;
    byte[] body = null;
    String foundKind = null;
    int version = 0;
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableCatalogException(file, "it is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "formatVersion" -> version = json.getIntValue();
          case "kind" -> foundKind = json.getText();
          case "name" -> name = json.getText();
          case "body" -> {
            int start = (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            body = Arrays.copyOfRange(bytes, start, (int) json.currentLocation().getByteOffset());
          }
          default -> json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT) {
        throw new UnreadableCatalogException(file, "it ends too early");
      }
      if (json.nextToken() != null) {
        throw new UnreadableCatalogException(file, "something follows its end");
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UnreadableCatalogException(file, e.getOriginalMessage(), e);
    }
    if (version != FORMAT_VERSION) {
      throw new UnreadableCatalogException(
          file, "formatVersion is " + version + ", and this program knows " + FORMAT_VERSION);
    }
    if (!kind.equals(foundKind) || body == null) {
      throw new UnreadableCatalogException(file, "it does not hold a " + kind);
    }
    return new Envelope(name, body);
  }
}
