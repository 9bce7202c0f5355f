package dev.tarn.catalog.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * The people are those of <a
 * href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html#schema-registry-compatibility">
 * AWS's explanation</a> of the modes.
 */
final class AvroCompatibilityTest extends CompatibilityMatrix {
  private static final String OPTIONAL = "[\"null\",\"string\"],\"default\":null";
  private static final String REQUIRED = "\"string\"";

  @Override
  String dataFormat() {
    return "AVRO";
  }

  private static String record(String... fieldsAndTypes) {
    StringBuilder text = new StringBuilder("{\"type\":\"record\",\"name\":\"r\",\"fields\":[");
    for (int i = 0; i < fieldsAndTypes.length; i += 2) {
      text.append(i == 0 ? "" : ",")
          .append("{\"name\":\"")
          .append(fieldsAndTypes[i])
          .append("\",\"type\":")
          .append(fieldsAndTypes[i + 1])
          .append('}');
    }
    return text.append("]}").toString();
  }

  private static String enumeration(String symbols) {
    return "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[" + symbols + "]}";
  }

  static Stream<Case> cases() {
    return eachMode(
        List.of(
            new Change(
                "a required field is removed",
                record("first", REQUIRED, "last", REQUIRED, "email", REQUIRED),
                record("first", REQUIRED, "last", REQUIRED),
                true,
                false),
            new Change(
                "a required field is added",
                record("first", REQUIRED, "phone", OPTIONAL),
                record("first", REQUIRED, "phone", OPTIONAL, "zip", REQUIRED),
                false,
                true),
            new Change(
                "an optional field is added",
                record("first", REQUIRED),
                record("first", REQUIRED, "zip", OPTIONAL),
                true,
                true),
            new Change(
                "an optional field is removed",
                record("first", REQUIRED, "email", OPTIONAL),
                record("first", REQUIRED),
                true,
                true),
            new Change(
                "a type is widened", record("n", "\"int\""), record("n", "\"long\""), true, false),
            new Change(
                "a type is replaced",
                record("n", "\"int\""),
                record("n", "\"string\""),
                false,
                false),
            new Change(
                "a symbol is added to an enumeration",
                enumeration("\"A\""),
                enumeration("\"A\",\"B\""),
                true,
                false),
            new Change(
                "a field becomes nullable",
                record("n", "\"int\""),
                record("n", "[\"null\",\"int\"]"),
                true,
                false),
            new Change(
                "a field is renamed with an alias",
                record("old", REQUIRED),
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"new\",\"type\":"
                    + "\"string\",\"aliases\":[\"old\"]}]}",
                true,
                false)));
  }
}
