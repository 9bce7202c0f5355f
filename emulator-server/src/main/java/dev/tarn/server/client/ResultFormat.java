package dev.tarn.server.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.ColumnInfo;

/** How rows are shown. */
enum ResultFormat {
  TABLE {
    @Override
    void print(QueryRun.Outcome outcome, PrintStream out) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(names(outcome));
      for (List<@Nullable String> row : outcome.rows()) {
        rows.add(row.stream().map(cell -> cell == null ? "NULL" : cell).toList());
      }
      out.println(AlignedTable.format(rows));
      int count = outcome.rows().size();
      out.println("(" + count + (count == 1 ? " row)" : " rows)"));
    }
  },
  CSV {
    @Override
    void print(QueryRun.Outcome outcome, PrintStream out) {
      out.println(String.join(",", names(outcome).stream().map(ResultFormat::quoted).toList()));
      for (List<@Nullable String> row : outcome.rows()) {
        out.println(
            String.join(",", row.stream().map(cell -> cell == null ? "" : quoted(cell)).toList()));
      }
    }
  },
  JSON {
    @Override
    void print(QueryRun.Outcome outcome, PrintStream out) {
      for (List<@Nullable String> row : outcome.rows()) {
        out.println(json(outcome.columns(), row));
      }
    }
  };

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "integer", "int", "bigint", "float", "real", "double");

  /** Prints all of it: a table for people, one line with a header, or one JSON object a row. */
  abstract void print(QueryRun.Outcome outcome, PrintStream out);

  private static List<String> names(QueryRun.Outcome outcome) {
    return outcome.columns().stream().map(ColumnInfo::name).toList();
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String json(List<ColumnInfo> columns, List<@Nullable String> row) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (int index = 0; index < row.size(); index++) {
        json.writeFieldName(columns.get(index).name());
        writeValue(json, columns.get(index).type(), row.get(index));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException(e); // there is no file that could fail
    }
    return text.toString();
  }

  private static void writeValue(JsonGenerator json, String type, @Nullable String cell)
      throws IOException {
    if (cell == null) {
      json.writeNull();
    } else if (type.equals("boolean")) {
      json.writeBoolean(Boolean.parseBoolean(cell));
    } else if (NUMBERS.contains(type) && isJsonNumber(cell)) {
      json.writeNumber(cell);
    } else {
      json.writeString(cell);
    }
  }

  /** NaN and Infinity are numbers to SQL and not to JSON. */
  private static boolean isJsonNumber(String cell) {
    try (JsonParser parser = FACTORY.createParser(cell)) {
      return parser.nextToken() != null && parser.currentToken().isNumeric();
    } catch (IOException e) {
      return false;
    }
  }
}
