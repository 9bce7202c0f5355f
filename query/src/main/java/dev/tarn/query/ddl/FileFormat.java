package dev.tarn.query.ddl;

import java.util.Arrays;
import java.util.Optional;

/**
 * What STORED AS stands for in the catalog.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/create-table.html">CREATE TABLE</a>
 */
enum FileFormat {
  TEXTFILE(
      "org.apache.hadoop.mapred.TextInputFormat",
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
      FileFormat.LAZY_SIMPLE_SERDE),
  SEQUENCEFILE(
      "org.apache.hadoop.mapred.SequenceFileInputFormat",
      "org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat",
      FileFormat.LAZY_SIMPLE_SERDE),
  RCFILE(
      "org.apache.hadoop.hive.ql.io.RCFileInputFormat",
      "org.apache.hadoop.hive.ql.io.RCFileOutputFormat",
      "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe"),
  ORC(
      "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
      "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
      "org.apache.hadoop.hive.ql.io.orc.OrcSerde"),
  PARQUET(
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
      "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"),
  AVRO(
      "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
      "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
      "org.apache.hadoop.hive.serde2.avro.AvroSerDe"),
  ION(
      "com.amazon.ionhiveserde.formats.IonInputFormat",
      "com.amazon.ionhiveserde.formats.IonOutputFormat",
      "com.amazon.ionhiveserde.IonHiveSerDe");

  private static final String LAZY_SIMPLE_SERDE =
      "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

  private final String inputFormat;
  private final String outputFormat;
  private final String serde;

  FileFormat(String inputFormat, String outputFormat, String serde) {
    this.inputFormat = inputFormat;
    this.outputFormat = outputFormat;
    this.serde = serde;
  }

  static Optional<FileFormat> of(String name) {
    return Arrays.stream(values()).filter(format -> format.name().equals(name)).findFirst();
  }

  String inputFormat() {
    return inputFormat;
  }

  String outputFormat() {
    return outputFormat;
  }

  String serde() {
    return serde;
  }
}
