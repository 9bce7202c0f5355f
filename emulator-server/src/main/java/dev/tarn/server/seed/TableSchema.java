package dev.tarn.server.seed;

import java.util.List;
import java.util.Map;

/** What a table's files are and hold, in Glue's words. */
record TableSchema(Format format, List<Field> fields, Map<String, String> parameters) {
  /** A column; the type is Hive's. */
  record Field(String name, String type) {}

  /** How the bytes of a table's files are read and written. */
  enum Format {
    DELIMITED(
        "org.apache.hadoop.mapred.TextInputFormat",
        "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"),
    QUOTED_CSV(
        "org.apache.hadoop.mapred.TextInputFormat",
        "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "org.apache.hadoop.hive.serde2.OpenCSVSerde"),
    JSON_LINES(
        "org.apache.hadoop.mapred.TextInputFormat",
        "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        "org.openx.data.jsonserde.JsonSerDe"),
    PARQUET(
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"),
    ORC(
        "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
        "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
        "org.apache.hadoop.hive.ql.io.orc.OrcSerde"),
    AVRO(
        "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
        "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
        "org.apache.hadoop.hive.serde2.avro.AvroSerDe");

    private final String input;
    private final String output;
    private final String serde;

    Format(String input, String output, String serde) {
      this.input = input;
      this.output = output;
      this.serde = serde;
    }

    String input() {
      return input;
    }

    String output() {
      return output;
    }

    String serde() {
      return serde;
    }
  }
}
