package dev.tarn.conformance.golden;

import dev.tarn.conformance.golden.GoldenCase.Then;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads golden files. */
final class GoldenReader {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
  private static final String SUFFIX = ".yaml";
  private static final Path TEMPLATES = FOLDER.resolve("templates.yml");

  private GoldenReader() {}

  /** Every file, by name. */
  static List<GoldenFile> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .map(GoldenReader::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenFile read(Path path) {
    String file = path.getFileName().toString();
    String name = file.substring(0, file.length() - SUFFIX.length());
    Fields fields = Fields.of(file, yaml(path));
    String source = fields.required("source");
    List<Step> prelude = Step.all(file, fields.list("prelude"));
    Fields templates = Fields.of(TEMPLATES.toString(), yaml(TEMPLATES));
    List<GoldenCase> cases = new ArrayList<>();
    for (Object value : fields.list("cases")) {
      String place = file + " case " + (cases.size() + 1);
      cases.add(goldenCase(Fields.like(place, value, templates), place, source));
    }
    fields.end();
    return new GoldenFile(name, prelude, cases);
  }

  private static @Nullable Object yaml(Path path) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(path.toString())
            .setSchema(new TextsAndNulls())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();
    try {
      return new Load(settings).loadFromString(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GoldenCase goldenCase(Fields fields, String place, String source) {
    String sql = fields.required("sql");
    GoldenCase read =
        new GoldenCase(
            fields.text("name").orElse(sql.strip().lines().findFirst().orElse(sql)),
            fields.text("source").orElse(source),
            fields.text("uncertain"),
            Step.all(place, fields.list("given")),
            sql,
            fields.fields("context").map(GoldenReader::texts),
            fields.list("parameters").stream().map(String::valueOf).toList(),
            ExpectationReader.read(fields),
            fields.list("then").stream().map(value -> then(place, value)).toList());
    fields.end();
    return read;
  }

  private static Map<String, String> texts(Fields fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.names().forEach(name -> texts.put(name, fields.required(name)));
    return texts;
  }

  private static Then then(String place, @Nullable Object value) {
    Fields fields = Fields.of(place + " then", value);
    Then then = new Then(fields.required("sql"), ExpectationReader.rows(fields.list("rows")));
    fields.end();
    return then;
  }
}
