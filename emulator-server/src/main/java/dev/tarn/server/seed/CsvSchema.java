package dev.tarn.server.seed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Columns of CSV and TSV files, from the first lines of each. */
final class CsvSchema {
  private static final int SAMPLE = 1_000;

  private CsvSchema() {}

  static TableSchema of(List<Path> files, char separator)
      throws IOException, UnknownSchemaException {
    List<List<String>> firstLines = new ArrayList<>();
    List<TextValues> columns = new ArrayList<>();
    boolean quoted = false;
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        String line = lines.readLine();
        for (int read = 0; line != null && read < SAMPLE; read++, line = lines.readLine()) {
          quoted |= line.indexOf('"') >= 0;
          List<String> cells = CsvLine.cells(line, separator);
          if (read == 0) {
            firstLines.add(cells);
          } else {
            addTo(columns, cells);
          }
          if (cells.size() > firstLines.getFirst().size()) {
            throw new UnknownSchemaException(
                "line %d has %d values, and the first line %d"
                    .formatted(read + 1, cells.size(), firstLines.getFirst().size()));
          }
        }
      } catch (CharacterCodingException e) {
        throw new UnknownSchemaException(file.getFileName() + " is not in UTF-8");
      } catch (UnknownSchemaException e) {
        throw new UnknownSchemaException(file.getFileName() + ": " + e.getMessage());
      }
    }
    if (firstLines.isEmpty()) {
      throw new UnknownSchemaException("the files are empty");
    }
    boolean header = firstLines.stream().allMatch(cells -> isHeader(cells, firstLines.getFirst()));
    if (!header) {
      firstLines.forEach(cells -> addTo(columns, cells));
    }
    return schema(firstLines.getFirst(), columns, new Text(separator, quoted, header));
  }

  /** How the lines are to be read. */
  private record Text(char separator, boolean quoted, boolean header) {}

  private static void addTo(List<TextValues> columns, List<String> cells) {
    for (int index = 0; index < cells.size(); index++) {
      if (index == columns.size()) {
        columns.add(new TextValues());
      }
      columns.get(index).add(cells.get(index));
    }
  }

  /** Names, each one once, the same in every file; no numbers, dates or gaps. */
  private static boolean isHeader(List<String> cells, List<String> ofFirstFile) {
    return cells.equals(ofFirstFile)
        && new HashSet<>(cells).size() == cells.size()
        && cells.stream()
            .allMatch(cell -> !cell.isBlank() && TextValues.typeOf(cell).equals("string"));
  }

  private static TableSchema schema(List<String> first, List<TextValues> columns, Text text)
      throws UnknownSchemaException {
    List<TableSchema.Field> fields = new ArrayList<>();
    for (int index = 0; index < first.size(); index++) {
      String name = text.header() ? columnName(first.get(index)) : "col" + index;
      // What reads quotes gives texts: https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html
      String type = text.quoted() || index >= columns.size() ? "string" : columns.get(index).type();
      if (fields.stream().anyMatch(field -> field.name().equals(name))) {
        throw new UnknownSchemaException("two columns would be called " + name);
      }
      fields.add(new TableSchema.Field(name, type));
    }
    Map<String, String> header = text.header() ? Map.of("skip.header.line.count", "1") : Map.of();
    return new TableSchema(
        text.quoted() ? TableSchema.Format.QUOTED_CSV : TableSchema.Format.DELIMITED,
        fields,
        header);
  }

  private static String columnName(String cell) {
    String bare = cell.strip().toLowerCase(Locale.ROOT);
    StringBuilder name = new StringBuilder();
    bare.chars()
        .forEach(c -> name.append(Character.isLetterOrDigit(c) || c == '_' ? (char) c : '_'));
    return name.toString();
  }
}
