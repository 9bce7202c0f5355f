package dev.tarn.catalog.schema;

import java.util.List;
import java.util.stream.Stream;

/** Containment of JSON schemas, with closed and open content. */
final class JsonCompatibilityTest extends CompatibilityMatrix {
  private static final String CLOSED = ",\"additionalProperties\":false";

  @Override
  String dataFormat() {
    return "JSON";
  }

  private static String object(String properties, String rest) {
    return draft7("\"type\":\"object\",\"properties\":{" + properties + "}" + rest);
  }

  private static String draft7(String members) {
    return "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"," + members + "}";
  }

  private static String typed(String name, String type) {
    return "\"" + name + "\":{\"type\":" + type + "}";
  }

  static Stream<Case> cases() {
    String a = typed("a", "\"string\"");
    String both = a + "," + typed("b", "\"integer\"");
    return eachMode(
        Stream.of(objects(a, both), values(), structures()).flatMap(List::stream).toList());
  }

  private static List<Change> objects(String a, String both) {
    return List.of(
        new Change(
            "an optional property is added to a closed object",
            object(a, CLOSED),
            object(both, CLOSED),
            true,
            false),
        // Measured: https://github.com/awslabs/aws-glue-schema-registry/issues/172
        new Change(
            "an optional property is added to an open object",
            object(a, ""),
            object(both, ""),
            false,
            true),
        new Change(
            "a property is removed from an open object",
            object(both, ""),
            object(a, ""),
            true,
            false),
        new Change(
            "an optional property is added where others were of its type",
            object(a, ",\"additionalProperties\":{\"type\":\"integer\"}"),
            object(both, ",\"additionalProperties\":{\"type\":\"integer\"}"),
            true,
            true),
        new Change(
            "a property is required at last",
            object(a, CLOSED),
            object(a, CLOSED + ",\"required\":[\"a\"]"),
            false,
            true),
        new Change("an object is opened", object(a, CLOSED), object(a, ""), true, false),
        new Change(
            "properties by pattern are listed",
            draft7(
                "\"type\":\"object\",\"patternProperties\":{\"^n_\":{\"type\":\"integer\"}},"
                    + "\"additionalProperties\":false"),
            draft7(
                "\"type\":\"object\",\"patternProperties\":{\"^n_\":{\"type\":\"number\"}},"
                    + "\"additionalProperties\":false"),
            true,
            false));
  }

  private static List<Change> values() {
    return List.of(
        new Change(
            "integer becomes number",
            draft7("\"type\":\"integer\""),
            draft7("\"type\":\"number\""),
            true,
            false),
        new Change(
            "null is allowed",
            draft7("\"type\":\"string\""),
            draft7("\"type\":[\"string\",\"null\"]"),
            true,
            false),
        new Change(
            "string becomes integer",
            draft7("\"type\":\"string\""),
            draft7("\"type\":\"integer\""),
            false,
            false),
        new Change(
            "a value is added to an enumeration",
            draft7("\"enum\":[\"A\"]"),
            draft7("\"enum\":[\"A\",\"B\"]"),
            true,
            false),
        new Change(
            "an enumeration becomes any string that is short",
            draft7("\"enum\":[\"A\",\"B\"]"),
            draft7("\"type\":\"string\",\"maxLength\":1"),
            true,
            false),
        new Change(
            "a maximum is raised",
            draft7("\"type\":\"number\",\"maximum\":5"),
            draft7("\"type\":\"number\",\"exclusiveMaximum\":6"),
            true,
            false),
        new Change(
            "draft 4 has another way to exclude a maximum",
            "{\"type\":\"number\",\"maximum\":5,\"exclusiveMaximum\":true}",
            "{\"type\":\"number\",\"maximum\":5}",
            true,
            false),
        new Change(
            "strings may be longer",
            draft7("\"type\":\"string\",\"maxLength\":5,\"minLength\":2"),
            draft7("\"type\":\"string\",\"maxLength\":6,\"minLength\":1"),
            true,
            false),
        new Change(
            "a pattern is changed",
            draft7("\"type\":\"string\",\"pattern\":\"^a\""),
            draft7("\"type\":\"string\",\"pattern\":\"^b\""),
            false,
            false),
        new Change(
            "a divisor is divided",
            draft7("\"type\":\"integer\",\"multipleOf\":6"),
            draft7("\"type\":\"integer\",\"multipleOf\":3"),
            true,
            false));
  }

  private static List<Change> structures() {
    return List.of(
        new Change(
            "elements of an array are widened",
            draft7("\"type\":\"array\",\"items\":{\"type\":\"integer\"}"),
            draft7("\"type\":\"array\",\"items\":{\"type\":\"number\"}"),
            true,
            false),
        new Change(
            "an array may be longer",
            draft7("\"type\":\"array\",\"maxItems\":2"),
            draft7("\"type\":\"array\",\"maxItems\":3"),
            true,
            false),
        new Change(
            "a tuple is closed",
            draft7("\"type\":\"array\",\"items\":[{\"type\":\"string\"}]"),
            draft7(
                "\"type\":\"array\",\"items\":[{\"type\":\"string\"}],"
                    + "\"additionalItems\":false"),
            false,
            true),
        new Change(
            "an alternative is added",
            draft7("\"oneOf\":[{\"type\":\"string\"}]"),
            draft7("\"oneOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]"),
            true,
            false),
        new Change(
            "a definition is used instead of its text",
            draft7("\"properties\":{\"a\":{\"type\":\"string\"}}"),
            draft7(
                "\"definitions\":{\"t\":{\"type\":\"string\"}},"
                    + "\"properties\":{\"a\":{\"$ref\":\"#/definitions/t\"}}"),
            true,
            true),
        new Change(
            "a recursive definition gets a wider leaf",
            tree("integer"),
            tree("number"),
            true,
            false),
        new Change(
            "a demand is added with allOf",
            draft7("\"type\":\"string\""),
            draft7("\"allOf\":[{\"type\":\"string\"},{\"minLength\":1}]"),
            false,
            true),
        new Change(
            "not is added",
            draft7("\"type\":\"string\""),
            draft7("\"type\":\"string\",\"not\":{\"const\":\"x\"}"),
            false,
            true));
  }

  private static String tree(String leaf) {
    return draft7(
        "\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"value\":{\"type\":\""
            + leaf
            + "\"},\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}}");
  }
}
