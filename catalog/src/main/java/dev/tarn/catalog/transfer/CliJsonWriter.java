package dev.tarn.catalog.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Writes one file of listings as the AWS CLI prints them: four spaces a level, members in the order
 * of the service model, ISO 8601 timestamps; all in UTC and maps sorted by key, so that equal
 * catalogs make equal files. The file appears when the writer is finished.
 */
final class CliJsonWriter implements AutoCloseable {
  private static final String TEMPORARY_SUFFIX = ".part";
  private static final int BUFFER_SIZE = 1 << 16;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  /** What Python prints: a fraction has six digits, and is left out when it is zero. */
  private static final DateTimeFormatter WHOLE_SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  private final Path file;
  private final Path temporary;
  private final boolean everyMember;
  private final JsonGenerator json;
  private List<MemberShape> members = List.of();

  /**
   * @param everyMember also those that nobody but the service can set
   */
  private CliJsonWriter(Path file, Path temporary, boolean everyMember, JsonGenerator json) {
    this.file = file;
    this.temporary = temporary;
    this.everyMember = everyMember;
    this.json = json;
  }

  /** Begins a file, in a directory that is created if need be. */
  static CliJsonWriter create(Path file, boolean everyMember) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY_SUFFIX);
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER_SIZE);
    JsonGenerator json = JSON.createGenerator(out);
    DefaultIndenter indenter = new DefaultIndenter("    ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    json.setPrettyPrinter(printer);
    json.writeStartObject();
    return new CliJsonWriter(file, temporary, everyMember, json);
  }

  void beginSection(Section section) throws IOException {
    EntityShape shape = EntityShape.of(section);
    members = everyMember ? shape.shape().members() : shape.portableMembers();
    json.writeArrayFieldStart(section.listMember());
  }

  void endSection() throws IOException {
    json.writeEndArray();
  }

  /** Writes an entity of the section that has begun. */
  void item(SdkPojo entity) throws IOException {
    structure(entity, members);
  }

  /** Completes the file and puts it in place. */
  void finish() throws IOException {
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Discards the file unless it is finished. */
  @Override
  public void close() throws IOException {
    if (!json.isClosed()) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      json.close();
    }
    Files.deleteIfExists(temporary);
  }

  private void structure(SdkPojo object, List<MemberShape> written) throws IOException {
    json.writeStartObject();
    for (MemberShape member : written) {
      Object value = member.get(object);
      if (value != null) {
        json.writeFieldName(member.serializedName());
        value(value, member.value());
      }
    }
    json.writeEndObject();
  }

  private void value(@Nullable Object value, ValueShape shape) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case SdkPojo object -> structure(object, StructureShape.of(object).members());
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          value(element, shape.element());
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : new TreeMap<>(map).entrySet()) {
          json.writeFieldName((String) entry.getKey());
          value(entry.getValue(), shape.element());
        }
        json.writeEndObject();
      }
      case Instant instant -> json.writeString(text(instant));
      case Boolean bool -> json.writeBoolean(bool);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case SdkBytes bytes -> json.writeBinary(bytes.asByteArrayUnsafe());
      default -> throw new IllegalStateException("No JSON form of " + value.getClass());
    }
  }

  private static String text(Instant instant) {
    OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
    return time.format(time.getNano() == 0 ? WHOLE_SECONDS : MICROSECONDS);
  }
}
