package dev.tarn.catalog.schema;

/** Definitions that the tests register. */
final class Definitions {
  static final String AVRO =
      """
      {"type": "record", "name": "r1", "fields": [{"name": "f1", "type": "int"}]}\
      """;

  /** The same as {@link #AVRO} in another layout. */
  static final String AVRO_REFORMATTED =
      """
      { "name": "r1",
        "type": "record",
        "fields": [ { "type": "int", "name": "f1" } ] }\
      """;

  /** Adds a field with a default to {@link #AVRO}. */
  static final String AVRO_WITH_OPTIONAL =
      """
      {"type": "record", "name": "r1", "fields": [{"name": "f1", "type": "int"},
      {"name": "f2", "type": ["null", "string"], "default": null}]}\
      """;

  /** Adds a field without a default to {@link #AVRO}. */
  static final String AVRO_WITH_REQUIRED =
      """
      {"type": "record", "name": "r1", "fields": [{"name": "f1", "type": "int"},
      {"name": "f2", "type": "string"}]}\
      """;

  static final String JSON =
      """
      {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
      "properties": {"id": {"type": "integer"}}, "additionalProperties": false}\
      """;

  static final String PROTOBUF =
      """
      syntax = "proto3";
      package shop;
      message Order {
        int32 id = 1;
      }
      """;

  private Definitions() {}

  /** A record of one field with this name. */
  static String avroWithField(String name) {
    return "{\"type\":\"record\",\"name\":\"r1\",\"fields\":[{\"name\":\""
        + name
        + "\",\"type\":\"int\",\"default\":0}]}";
  }
}
