package dev.tarn.query.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.execution.HistoryRecord.Heading;
import dev.tarn.query.execution.Submission.RequestToken;
import dev.tarn.query.result.ResultKind;
import dev.tarn.query.result.StoredResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsRows;
import software.amazon.awssdk.services.athena.model.QueryStage;

/**
 * Records as lines of JSON: a heading of ours, then the query as GetQueryExecution shows it on the
 * wire. The heading comes first, so that an index can be built without decoding the rest.
 */
final class HistoryCodec {
  private static final int FORMAT_VERSION = 1;
  private static final String EXECUTION = "execution";
  private static final String ENDED = "ended";
  private static final String SUBMITTED = "submitted";

  private final JsonFactory json = new JsonFactory();
  private final AwsJsonCodec wire = new AwsJsonCodec();

  byte[] encode(HistoryRecord record) {
    var out = new ByteArrayOutputStream(1024);
    try (JsonGenerator generator = json.createGenerator(out)) {
      generator.writeStartObject();
      writeHeading(generator, record.heading());
      if (record.result().isPresent()) {
        generator.writeFieldName("result");
        writeResult(generator, record.result().get());
      }
      if (record.rows().isPresent()) {
        generator.writeFieldName("rows");
        generator.writeRawValue(wire(record.rows().get()));
      }
      if (record.stage().isPresent()) {
        generator.writeFieldName("stage");
        generator.writeRawValue(wire(record.stage().get()));
      }
      generator.writeFieldName(EXECUTION);
      generator.writeRawValue(wire(record.execution()));
      generator.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private String wire(SdkPojo value) {
    return new String(wire.encode(value), UTF_8);
  }

  private static void writeHeading(JsonGenerator generator, Heading heading) throws IOException {
    generator.writeNumberField("formatVersion", FORMAT_VERSION);
    generator.writeStringField("event", heading.ended() ? ENDED : SUBMITTED);
    generator.writeNumberField("sequence", heading.sequence());
    generator.writeStringField("id", heading.id());
    generator.writeStringField("workGroup", heading.workGroup());
    generator.writeNumberField("submittedMillis", heading.submittedMillis());
    if (heading.token().isPresent()) {
      generator.writeStringField("token", heading.token().get().token());
      generator.writeStringField("fingerprint", heading.token().get().fingerprint());
    }
    if (heading.reuseKey().isPresent()) {
      generator.writeStringField("reuseKey", heading.reuseKey().get());
    }
  }

  private static void writeResult(JsonGenerator generator, StoredResult result) throws IOException {
    generator.writeStartObject();
    generator.writeStringField("kind", result.kind().name());
    if (result.updateCount().isPresent()) {
      generator.writeNumberField("updateCount", result.updateCount().getAsLong());
    }
    generator.writeArrayFieldStart("columns");
    for (EngineColumn column : result.columns()) {
      generator.writeStartArray();
      generator.writeString(column.name());
      generator.writeString(column.type());
      generator.writeEndArray();
    }
    generator.writeEndArray();
    generator.writeEndObject();
  }

  /** Reads a line's heading alone. */
  Heading decodeHeading(byte[] line) throws IOException {
    try (JsonParser parser = json.createParser(line)) {
      return readHeading(parser);
    }
  }

  HistoryRecord decode(byte[] line) throws IOException {
    try (JsonParser parser = json.createParser(line)) {
      Heading heading = readHeading(parser);
      Optional<StoredResult> result = Optional.empty();
      Optional<QueryRuntimeStatisticsRows> rows = Optional.empty();
      Optional<QueryStage> stage = Optional.empty();
      Optional<QueryExecution> execution = Optional.empty();
      while (parser.currentToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case "result" -> result = Optional.of(readResult(parser));
          case "rows" -> rows = Optional.of(wire(QueryRuntimeStatisticsRows.class, line, parser));
          case "stage" -> stage = Optional.of(wire(QueryStage.class, line, parser));
          case EXECUTION -> execution = Optional.of(wire(QueryExecution.class, line, parser));
          default -> parser.skipChildren();
        }
        parser.nextToken();
      }
      return new HistoryRecord(
          heading,
          result,
          rows,
          stage,
          execution.orElseThrow(() -> new IOException("no execution in record " + heading.id())));
    }
  }

  private <T extends SdkPojo> T wire(Class<T> type, byte[] line, JsonParser parser)
      throws IOException {
    int from = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int to = (int) parser.currentLocation().getByteOffset();
    return wire.decode(type, Arrays.copyOfRange(line, from, to));
  }

  /** Leaves the parser at the first member that is not of the heading. */
  private static Heading readHeading(JsonParser parser) throws IOException {
    int version = 0;
    String event = "";
    long sequence = 0;
    String id = "";
    String workGroup = "";
    long submittedMillis = 0;
    @Nullable String token = null;
    String fingerprint = "";
    @Nullable String reuseKey = null;
    parser.nextToken();
    boolean heading = true;
    while (heading && parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "formatVersion" -> version = parser.nextIntValue(0);
        case "event" -> event = parser.nextTextValue();
        case "sequence" -> sequence = parser.nextLongValue(0);
        case "id" -> id = parser.nextTextValue();
        case "workGroup" -> workGroup = parser.nextTextValue();
        case "submittedMillis" -> submittedMillis = parser.nextLongValue(0);
        case "token" -> token = parser.nextTextValue();
        case "fingerprint" -> fingerprint = parser.nextTextValue();
        case "reuseKey" -> reuseKey = parser.nextTextValue();
        default -> heading = false;
      }
    }
    if (version != FORMAT_VERSION) {
      throw new IOException("record of unknown format version " + version);
    }
    return new Heading(
        event.equals(ENDED),
        sequence,
        id,
        workGroup,
        submittedMillis,
        token == null ? Optional.empty() : Optional.of(new RequestToken(token, fingerprint)),
        Optional.ofNullable(reuseKey));
  }

  private static StoredResult readResult(JsonParser parser) throws IOException {
    ResultKind kind = ResultKind.EMPTY;
    OptionalLong updateCount = OptionalLong.empty();
    List<EngineColumn> columns = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      switch (parser.currentName()) {
        case "kind" -> kind = ResultKind.valueOf(parser.nextTextValue());
        case "updateCount" -> updateCount = OptionalLong.of(parser.nextLongValue(0));
        case "columns" -> {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.START_ARRAY) {
            columns.add(new EngineColumn(parser.nextTextValue(), parser.nextTextValue()));
            parser.nextToken();
          }
        }
        default -> {
          parser.nextToken();
          parser.skipChildren();
        }
      }
    }
    return new StoredResult(kind, columns, updateCount);
  }
}
