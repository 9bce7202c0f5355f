package dev.tarn.query.trino;

import static dev.tarn.query.trino.TestDatabase.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.trino.TestDatabase.TextFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * OpenCSVSerde with declared types: https://docs.aws.amazon.com/athena/latest/ug/csv-serde.html.
 */
@ExtendWith(TrinoExtension.class)
final class OpenCsvTest {
  private static final String SERDE = "org.apache.hadoop.hive.serde2.OpenCSVSerde";

  private final TrinoFixture trino;
  private final TestDatabase database;

  OpenCsvTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  private void create(Map<String, String> parameters, Column... columns) {
    database.createTextTable(
        "t",
        new TextFormat(SERDE, Map.of("separatorChar", ",", "quoteChar", "\"", "escapeChar", "\\")),
        List.of(columns),
        t -> t.parameters(parameters));
  }

  @Test
  void readsTheDeclaredTypes() {
    database.put(
        "t",
        "a.csv",
        """
        i,b,d,f,day,at,s
        "1","9000000000","1.5","true","18276","1579059880000","al,ice"
        -2,3,1e3,FALSE,-1,-1,""
        """);
    create(
        Map.of("skip.header.line.count", "1"),
        column("i", "int"),
        column("b", "bigint"),
        column("d", "double"),
        column("f", "boolean"),
        column("day", "date"),
        column("at", "timestamp"),
        column("s", "string"));

    QueryResult result = database.run("SELECT * FROM t ORDER BY i");

    assertThat(result.columns())
        .contains(
            new EngineColumn("i", "integer"),
            new EngineColumn("day", "date"),
            new EngineColumn("at", "timestamp(3)"));
    assertThat(result.rows())
        .containsExactly(
            List.of("-2", "3", "1000.0", "false", "1969-12-31", "1969-12-31 23:59:59.999", ""),
            List.of(
                "1",
                "9000000000",
                "1.5",
                "true",
                "2020-01-15",
                "2020-01-15 03:44:40.000",
                "al,ice"));
    assertThat(database.rows("SELECT sum(b) FROM t WHERE at > TIMESTAMP '2020-01-01'"))
        .containsExactly(List.of("9000000000"));
    assertThat(database.rows("SELECT count(*), count(s) FROM t"))
        .containsExactly(List.of("2", "2"));
  }

  @Test
  void missingFieldsAreNull() {
    database.put("t", "a.csv", "x\n");
    create(Map.of(), column("s", "string"), column("i", "int"));
    assertThat(database.rows("SELECT * FROM t")).containsExactly(Arrays.asList("x", null));
  }

  @Test
  void anEmptyNumberIsBadData() {
    database.put("t", "a.csv", "x,\n");
    create(Map.of(), column("s", "string"), column("i", "int"));

    EngineFailure failure = database.failure("SELECT * FROM t");

    assertThat(failure.errorName()).isEqualTo("HIVE_BAD_DATA");
    assertThat(failure.engineMessage())
        .isEqualTo("Error parsing field value '' for field 1: For input string: \"\"");
    assertThat(database.rows("SELECT s FROM t")).containsExactly(List.of("x"));
  }

  @Test
  void aTimestampInWordsIsBadData() {
    database.put("t", "a.csv", "2020-01-15 03:44:40\n");
    create(Map.of(), column("at", "timestamp"));
    assertThat(database.failure("SELECT * FROM t").engineMessage())
        .isEqualTo(
            "Error parsing field value '2020-01-15 03:44:40' for field 0: For input string:"
                + " \"2020-01-15 03:44:40\"");
  }

  @Test
  void invalidDataIsNullWhenTheTableSaysSo() {
    database.put("t", "a.csv", "x,12\n5,\n");
    create(Map.of("use.null.for.invalid.data", "true"), column("i", "int"), column("day", "date"));
    assertThat(database.rows("SELECT * FROM t ORDER BY i"))
        .containsExactly(Arrays.asList("5", null), Arrays.asList(null, "1970-01-13"));
  }

  @Test
  void refusesTypesThatTheSerdeLacks() {
    database.put("t", "a.csv", "x\n");
    create(Map.of(), column("a", "array<int>"));
    assertThat(database.failure("SELECT * FROM t").engineMessage())
        .isEqualTo("OpenCSVSerde does not support the type array(integer) of column a");
  }

  @Test
  void partitionsKeepTheSerdeThatTheCatalogShows() {
    database.put("t", "p=1/a.csv", "7\n");
    database.createTextTable(
        "t",
        new TextFormat(SERDE, Map.of()),
        List.of(column("i", "int")),
        t -> t.partitionKeys(column("p", "int")));
    database.run(
        "CALL system.sync_partition_metadata('%s', 't', 'FULL')".formatted(database.name()));

    assertThat(database.rows("SELECT i + p FROM t")).containsExactly(List.of("8"));
    Table table = trino.glue().getTable(r -> r.databaseName(database.name()).name("t")).table();
    assertThat(table.storageDescriptor().serdeInfo().serializationLibrary()).isEqualTo(SERDE);
    assertThat(
            trino
                .glue()
                .getPartitions(r -> r.databaseName(database.name()).tableName("t"))
                .partitions())
        .singleElement()
        .satisfies(partition -> {
          assertThat(partition.storageDescriptor().serdeInfo().serializationLibrary())
              .isEqualTo(SERDE);
          assertThat(partition.storageDescriptor().serdeInfo().parameters()).isEmpty();
        });
  }

  @Test
  void isNotWritable() {
    create(Map.of(), column("i", "int"));
    assertThat(database.failure("INSERT INTO t VALUES 1").kind())
        .isNotEqualTo(EngineFailure.Kind.INTERNAL_ERROR);
  }
}
