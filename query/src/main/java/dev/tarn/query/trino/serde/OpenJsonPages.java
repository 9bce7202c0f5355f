package dev.tarn.query.trino.serde;

import com.google.inject.Inject;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.hive.formats.line.Column;
import io.trino.hive.formats.line.LineBuffer;
import io.trino.hive.formats.line.LineDeserializer;
import io.trino.hive.formats.line.LineDeserializerFactory;
import io.trino.hive.formats.line.openxjson.OpenXJsonDeserializerFactory;
import io.trino.plugin.hive.HiveConfig;
import io.trino.plugin.hive.line.LinePageSourceFactory;
import io.trino.spi.PageBuilder;
import io.trino.spi.type.Type;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** OpenX JSON whose objects have no key twice: Trino's reader would take the last of them. */
// https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html
final class OpenJsonPages extends LinePageSourceFactory {
  @Inject
  OpenJsonPages(TrinoFileSystemFactory files, HiveConfig config) {
    super(
        files,
        new Deserializers(),
        new MarkedLines(
            CarriedSerde.OPENX_JSON, Math.toIntExact(config.getTextMaxLineLength().toBytes())));
  }

  private static final class Deserializers implements LineDeserializerFactory {
    private static final String CASE_INSENSITIVE = "case.insensitive";
    private static final String IGNORE_MALFORMED = "ignore.malformed.json";

    @Override
    public Set<String> getHiveSerDeClassNames() {
      return Set.of(CarriedSerde.OPENX_JSON.library());
    }

    @Override
    public LineDeserializer create(List<Column> columns, Map<String, String> properties) {
      return new Checked(
          new OpenXJsonDeserializerFactory().create(columns, properties),
          "true".equalsIgnoreCase(properties.getOrDefault(CASE_INSENSITIVE, "true")),
          "true".equalsIgnoreCase(properties.get(IGNORE_MALFORMED)));
    }
  }

  private record Checked(LineDeserializer reader, boolean caseInsensitive, boolean lenient)
      implements LineDeserializer {
    @Override
    public List<? extends Type> getTypes() {
      return reader.getTypes();
    }

    @Override
    public void deserialize(LineBuffer line, PageBuilder out) throws IOException {
      Optional<String> duplicate =
          DuplicateKeys.first(line.getBuffer(), line.getLength(), caseInsensitive);
      if (duplicate.isEmpty()) {
        reader.deserialize(line, out);
      } else if (lenient) {
        out.declarePosition();
        for (int column = 0; column < getTypes().size(); column++) {
          out.getBlockBuilder(column).appendNull();
        }
      } else {
        throw new DuplicateKeyException(duplicate.get());
      }
    }
  }
}
