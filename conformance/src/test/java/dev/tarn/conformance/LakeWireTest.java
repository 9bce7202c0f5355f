package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** CSV, JSON and Parquet files, tables declared in Glue and in Athena, and queries over them. */
@ExtendWith(SharedTarn.class)
final class LakeWireTest {
  private static final String BUCKET = "lake";
  private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUTPUT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
  private static final String DELIMITED = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
  private static final String OPENX_JSON = "org.openx.data.jsonserde.JsonSerDe";
  private static final String PARQUET_INPUT =
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";
  private static final String PARQUET_OUTPUT =
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";
  private static final String PARQUET =
      "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

  private final AwsClients clients;
  private final AthenaSession athena;

  LakeWireTest(AwsClients clients) {
    this.clients = clients;
    this.athena = new AthenaSession(clients.athena(), "s3://" + BUCKET + "/results/");
    clients.s3().createBucket(request -> request.bucket(BUCKET));
  }

  @Test
  void tablesOfThreeFormatsJoin() throws InterruptedException {
    clients.glue().createDatabase(request -> request.databaseInput(d -> d.name("join_lake")));
    put("join/customers/c.csv", "1,Ada,AT\n2,Bela,CH\n3,Chen,AT\n");
    put(
        "join/orders/o.jsonl",
        """
        {"id": 101, "customer_id": 1, "device": "d1", "cents": 250}
        {"id": 102, "customer_id": 3, "device": "d2", "cents": 100}
        {"id": 103, "customer_id": 2, "device": "d1", "cents": 75}
        """);
    putParquetDevices();
    createTable(
        "join_lake",
        "customers",
        DELIMITED,
        Map.of("field.delim", ","),
        column("id", "int"),
        column("name", "string"),
        column("country", "string"));
    createTable(
        "join_lake",
        "orders",
        OPENX_JSON,
        Map.of(),
        column("id", "int"),
        column("customer_id", "int"),
        column("device", "string"),
        column("cents", "int"));
    createParquetTable(
        "join_lake", "devices", column("device", "string"), column("kind", "string"));

    String sql =
        """
        SELECT c.country, d.kind, count(*) AS orders, sum(o.cents) AS cents
        FROM join_lake.orders o
        JOIN join_lake.customers c ON c.id = o.customer_id
        JOIN join_lake.devices d ON d.device = o.device
        GROUP BY c.country, d.kind
        ORDER BY c.country, d.kind
        """;

    assertThat(athena.rows(sql))
        .containsExactly(
            List.of("country", "kind", "orders", "cents"),
            List.of("AT", "phone", "1", "250"),
            List.of("AT", "watch", "1", "100"),
            List.of("CH", "phone", "1", "75"));
    QueryExecution execution = athena.succeed(sql);
    assertThat(resultFile(execution))
        .isEqualTo(
            """
            "country","kind","orders","cents"
            "AT","phone","1","250"
            "AT","watch","1","100"
            "CH","phone","1","75"
            """);
    assertThat(execution.statistics().dataScannedInBytes()).isPositive();
  }

  /** Athena writes the file, the test moves it, so that it is an upload like any other. */
  private void putParquetDevices() throws InterruptedException {
    athena.succeed(
        """
        CREATE TABLE join_lake.made
        WITH (format = 'PARQUET', external_location = 's3://lake/join/made/')
        AS SELECT * FROM (VALUES ('d1', 'phone'), ('d2', 'watch')) AS t (device, kind)
        """);
    clients
        .s3()
        .listObjectsV2(request -> request.bucket(BUCKET).prefix("join/made/"))
        .contents()
        .forEach(made -> {
          byte[] bytes =
              clients
                  .s3()
                  .getObjectAsBytes(request -> request.bucket(BUCKET).key(made.key()))
                  .asByteArray();
          String name = made.key().substring(made.key().lastIndexOf('/') + 1);
          clients
              .s3()
              .putObject(
                  request -> request.bucket(BUCKET).key("join/devices/" + name + ".parquet"),
                  RequestBody.fromBytes(bytes));
        });
  }

  @Test
  void aDeclaredTableIsTheSameAsACreatedOne() throws InterruptedException {
    clients.glue().createDatabase(request -> request.databaseInput(d -> d.name("twins")));
    put("twins/csv/c.csv", "1;Ada\n");
    athena.succeed(
        """
        CREATE EXTERNAL TABLE twins.declared (id int, name string COMMENT 'given name')
        COMMENT 'people'
        PARTITIONED BY (day string)
        ROW FORMAT DELIMITED FIELDS TERMINATED BY ';'
        LOCATION 's3://lake/twins/csv/'
        TBLPROPERTIES ('classification' = 'csv')
        """);
    Table declared = table("twins", "declared");
    clients
        .glue()
        .createTable(
            request -> request.databaseName("twins").tableInput(inputOf(declared, "created")));

    Table created = table("twins", "created");

    assertThat(withoutIdentity(created)).isEqualTo(withoutIdentity(declared));
    assertThat(declared.tableType()).isEqualTo("EXTERNAL_TABLE");
    assertThat(declared.partitionKeys()).containsExactly(column("day", "string"));
    assertThat(declared.parameters())
        .containsEntry("EXTERNAL", "TRUE")
        .containsEntry("classification", "csv");
    StorageDescriptor storage = declared.storageDescriptor();
    assertThat(storage.columns())
        .containsExactly(
            column("id", "int"),
            Column.builder().name("name").type("string").comment("given name").build());
    assertThat(storage.location()).isEqualTo("s3://lake/twins/csv");
    assertThat(storage.inputFormat()).isEqualTo(TEXT_INPUT);
    assertThat(storage.outputFormat()).isEqualTo(TEXT_OUTPUT);
    assertThat(storage.serdeInfo().serializationLibrary()).isEqualTo(DELIMITED);
    assertThat(storage.serdeInfo().parameters()).containsEntry("field.delim", ";");
  }

  @Test
  void partitionsAreFoundAndAdded() throws InterruptedException {
    clients.glue().createDatabase(request -> request.databaseInput(d -> d.name("days")));
    athena.succeed(
        """
        CREATE EXTERNAL TABLE days.visits (who string)
        PARTITIONED BY (day string)
        ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
        LOCATION 's3://lake/visits/'
        """);
    put("visits/day=2026-01-01/a.csv", "Ada\nBela\n");
    put("visits/day=2026-01-02/a.csv", "Chen\n");
    put("elsewhere/third/a.csv", "Dora\n");

    athena.succeed("MSCK REPAIR TABLE days.visits");
    athena.succeed(
        "ALTER TABLE days.visits ADD PARTITION (day = '2026-01-03')"
            + " LOCATION 's3://lake/elsewhere/third/'");

    assertThat(athena.rows("SHOW PARTITIONS days.visits"))
        .containsExactlyInAnyOrder(
            List.of("day=2026-01-01"), List.of("day=2026-01-02"), List.of("day=2026-01-03"));
    assertThat(
            athena.rows(
                "SELECT day, count(*) FROM days.visits WHERE day > '2026-01-01'"
                    + " GROUP BY day ORDER BY day"))
        .containsExactly(
            List.of("day", "_col1"), List.of("2026-01-02", "1"), List.of("2026-01-03", "1"));
    assertThat(
            clients
                .glue()
                .getPartitions(
                    r -> r.databaseName("days").tableName("visits").expression("day='2026-01-03'"))
                .partitions())
        .singleElement()
        .satisfies(partition ->
            assertThat(partition.storageDescriptor().location())
                .isEqualTo("s3://lake/elsewhere/third"));
  }

  private static TableInput inputOf(Table table, String name) {
    return TableInput.builder()
        .name(name)
        .description(table.description())
        .owner(table.owner())
        .tableType(table.tableType())
        .parameters(table.parameters())
        .partitionKeys(table.partitionKeys())
        .retention(table.retention())
        .storageDescriptor(table.storageDescriptor())
        .build();
  }

  private static Table withoutIdentity(Table table) {
    return table.toBuilder()
        .name("any")
        .createTime(null)
        .updateTime(null)
        .lastAccessTime(null)
        .createdBy(null)
        .parameters(withoutTime(table.parameters()))
        .build();
  }

  private static Map<String, String> withoutTime(Map<String, String> parameters) {
    Map<String, String> rest = new TreeMap<>(parameters);
    rest.remove("transient_lastDdlTime");
    return rest;
  }

  private Table table(String database, String name) {
    return clients.glue().getTable(r -> r.databaseName(database).name(name)).table();
  }

  private void createTable(
      String database,
      String name,
      String serde,
      Map<String, String> parameters,
      Column... columns) {
    create(
        database,
        name,
        StorageDescriptor.builder()
            .columns(columns)
            .location("s3://" + BUCKET + "/join/" + name + "/")
            .inputFormat(TEXT_INPUT)
            .outputFormat(TEXT_OUTPUT)
            .serdeInfo(
                SerDeInfo.builder().serializationLibrary(serde).parameters(parameters).build())
            .build());
  }

  private void createParquetTable(String database, String name, Column... columns) {
    create(
        database,
        name,
        StorageDescriptor.builder()
            .columns(columns)
            .location("s3://" + BUCKET + "/join/" + name + "/")
            .inputFormat(PARQUET_INPUT)
            .outputFormat(PARQUET_OUTPUT)
            .serdeInfo(SerDeInfo.builder().serializationLibrary(PARQUET).build())
            .build());
  }

  private void create(String database, String name, StorageDescriptor storage) {
    clients
        .glue()
        .createTable(request ->
            request
                .databaseName(database)
                .tableInput(table ->
                    table
                        .name(name)
                        .tableType("EXTERNAL_TABLE")
                        .parameters(Map.of("EXTERNAL", "TRUE"))
                        .storageDescriptor(storage)));
  }

  private static Column column(String name, String type) {
    return Column.builder().name(name).type(type).build();
  }

  private void put(String key, String text) {
    clients
        .s3()
        .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private String resultFile(QueryExecution execution) {
    String key =
        execution
            .resultConfiguration()
            .outputLocation()
            .substring(("s3://" + BUCKET + "/").length());
    return clients.s3().getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
  }
}
