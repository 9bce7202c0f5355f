package dev.tarn.query.trino.serde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trino.hive.formats.line.LineBuffer;
import io.trino.hive.formats.line.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The elements of a document's {@code Records}, one as one line. */
final class RecordsReader implements LineReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECORDS = "Records";

  private final InputStream in;
  private final JsonParser parser;
  private boolean inRecords;
  private boolean closed;

  RecordsReader(InputStream in) throws IOException {
    this.in = in;
    this.parser = JSON.createParser(in);
  }

  @Override
  public boolean readLine(LineBuffer line) throws IOException {
    line.reset();
    while (!closed) {
      @Nullable JsonToken token = parser.nextToken();
      if (token == null) {
        close();
      } else if (inRecords && token == JsonToken.START_OBJECT) {
        JsonNode event = JSON.readTree(parser);
        byte[] bytes = JSON.writeValueAsBytes(event);
        line.write(bytes, 0, bytes.length);
        return true;
      } else if (inRecords && token == JsonToken.END_ARRAY) {
        inRecords = false;
      } else if (token == JsonToken.FIELD_NAME) {
        boolean records = parser.currentName().equals(RECORDS);
        inRecords = parser.nextToken() == JsonToken.START_ARRAY && records;
        if (!inRecords) {
          parser.skipChildren();
        }
      }
    }
    return false;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public long getRetainedSize() {
    return 0;
  }

  @Override
  public long getBytesRead() {
    return parser.currentLocation().getByteOffset();
  }

  @Override
  public long getReadTimeNanos() {
    return 0;
  }

  @Override
  public void close() {
    closed = true;
    try (in) {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
