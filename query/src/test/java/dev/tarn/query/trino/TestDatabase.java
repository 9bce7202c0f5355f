package dev.tarn.query.trino;

import dev.tarn.query.engine.EngineFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.TableInput;

/** One database of a test class. */
record TestDatabase(TrinoFixture trino, String name) {
  static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

  /** How the files of a table are read: a SerDe over lines of text. */
  record TextFormat(String serde, Map<String, String> parameters) {}

  static Column column(String name, String type) {
    return Column.builder().name(name).type(type).build();
  }

  String location(String table) {
    return "s3://%s/%s".formatted(TrinoFixture.BUCKET, folder(table));
  }

  String folder(String table) {
    return "data/%s/%s".formatted(name, table);
  }

  void put(String table, String file, String content) {
    trino.put(folder(table) + "/" + file, content);
  }

  void createTextTable(
      String table, TextFormat format, List<Column> columns, Consumer<TableInput.Builder> more) {
    TableInput.Builder input =
        TableInput.builder()
            .name(table)
            .owner("hadoop")
            .retention(0)
            .tableType("EXTERNAL_TABLE")
            .parameters(Map.of("EXTERNAL", "TRUE"))
            .partitionKeys(List.of())
            .storageDescriptor(storage ->
                storage
                    .columns(columns)
                    .location(location(table))
                    .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
                    .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                    .serdeInfo(serde ->
                        serde
                            .serializationLibrary(format.serde())
                            .parameters(format.parameters())));
    more.accept(input);
    trino.glue().createTable(r -> r.databaseName(name).tableInput(input.build()));
  }

  void createCsvTable(String table, List<Column> columns, Consumer<TableInput.Builder> more) {
    createTextTable(table, new TextFormat(LAZY_SIMPLE, Map.of("field.delim", ",")), columns, more);
  }

  QueryResult run(String sql) {
    return trino.run(sql, Optional.of(name), Map.of());
  }

  List<List<@Nullable String>> rows(String sql) {
    return run(sql).rows();
  }

  EngineFailure failure(String sql) {
    return trino.failure(sql, Optional.of(name));
  }
}
