package dev.tarn.query.trino.serde;

import com.google.inject.Inject;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.hive.formats.line.Column;
import io.trino.hive.formats.line.LineDeserializer;
import io.trino.hive.formats.line.LineDeserializerFactory;
import io.trino.hive.formats.line.regex.RegexDeserializer;
import io.trino.plugin.hive.HiveConfig;
import io.trino.plugin.hive.HiveErrorCode;
import io.trino.plugin.hive.line.LinePageSourceFactory;
import io.trino.spi.TrinoException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Grok, as a regular expression. */
final class GrokPages extends LinePageSourceFactory {
  private static final String FORMAT = "input.format";
  private static final String CUSTOM = "input.grokCustomPatterns";

  @Inject
  GrokPages(TrinoFileSystemFactory files, HiveConfig config) {
    super(
        files,
        new Deserializers(),
        new MarkedLines(CarriedSerde.GROK, config.getTextMaxLineLength().toBytes()));
  }

  private static final class Deserializers implements LineDeserializerFactory {
    @Override
    public Set<String> getHiveSerDeClassNames() {
      return Set.of(CarriedSerde.carrier());
    }

    @Override
    public LineDeserializer create(List<Column> columns, Map<String, String> properties) {
      @Nullable String format = properties.get(FORMAT);
      if (format == null) {
        throw new TrinoException(
            HiveErrorCode.HIVE_INVALID_METADATA, "GrokSerDe needs the property " + FORMAT);
      }
      GrokPattern pattern = GrokPattern.of(format, properties.get(CUSTOM));
      List<Column> byGroup =
          columns.stream()
              .map(column ->
                  new Column(
                      column.name(), column.type(), pattern.group(column.name(), column.ordinal())))
              .toList();
      try {
        return new RegexDeserializer(byGroup, pattern.regex(), false);
      } catch (PatternSyntaxException e) {
        throw new TrinoException(
            HiveErrorCode.HIVE_INVALID_METADATA,
            "The property %s of GrokSerDe is invalid: %s".formatted(FORMAT, e.getMessage()),
            e);
      }
    }
  }
}
