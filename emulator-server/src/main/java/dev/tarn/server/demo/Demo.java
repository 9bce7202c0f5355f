package dev.tarn.server.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.s3.S3Client;

/** The demo: fills a lake through the endpoint and queries it, as any user's program would. */
public final class Demo {
  private static final String BUCKET = "tarn-demo";
  private static final String DATABASE = "demo";
  private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUTPUT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
  private static final String DELIMITED_SERDE =
      "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
  private static final String JSON_SERDE = "org.openx.data.jsonserde.JsonSerDe";

  private final URI endpoint;
  private final Region region;
  private final PrintStream out;
  private final DemoLake lake = new DemoLake();

  public Demo(URI endpoint, String region, PrintStream out) {
    this.endpoint = endpoint;
    this.region = Region.of(region);
    this.out = out;
  }

  /** Runs all of it; true when every statement gave the rows it must give. */
  public boolean run() throws InterruptedException {
    AwsCredentialsProvider anyone =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("demo", "demo"));
    try (SdkHttpClient http = UrlConnectionHttpClient.create();
        S3Client s3 =
            S3Client.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(anyone)
                .forcePathStyle(true)
                .httpClient(http)
                .build();
        GlueClient glue =
            GlueClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(anyone)
                .httpClient(http)
                .build();
        AthenaClient athena =
            AthenaClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(anyone)
                .httpClient(http)
                .build()) {
      upload(s3);
      register(glue);
      return query(new AthenaSession(athena, DATABASE, "s3://" + BUCKET + "/results/"));
    }
  }

  private void upload(S3Client s3) {
    s3.createBucket(request -> request.bucket(BUCKET));
    put(s3, "customers/customers.csv", lake.customersCsv());
    put(s3, "orders/part-1.jsonl", lake.ordersJson(true));
    put(s3, "orders/part-2.jsonl", lake.ordersJson(false));
    out.println();
  }

  private void put(S3Client s3, String key, String text) {
    s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
    out.println("s3: put s3://" + BUCKET + "/" + key + ", " + text.length() + " bytes");
  }

  private void register(GlueClient glue) {
    glue.createDatabase(request ->
        request.databaseInput(database ->
            database.name(DATABASE).locationUri("s3://" + BUCKET + "/" + DATABASE + "/")));
    createTable(
        glue,
        "customers",
        List.of(
            column("id", "int"),
            column("name", "string"),
            column("country", "string"),
            column("segment", "string")),
        SerDeInfo.builder()
            .serializationLibrary(DELIMITED_SERDE)
            .parameters(Map.of("field.delim", ",", "serialization.format", ","))
            .build(),
        Map.of("EXTERNAL", "TRUE", "skip.header.line.count", "1"));
    createTable(
        glue,
        "orders",
        List.of(
            column("order_id", "int"),
            column("customer_id", "int"),
            column("state", "string"),
            column("cents", "int")),
        SerDeInfo.builder().serializationLibrary(JSON_SERDE).parameters(Map.of()).build(),
        Map.of("EXTERNAL", "TRUE"));
  }

  private void createTable(
      GlueClient glue,
      String name,
      List<Column> columns,
      SerDeInfo serde,
      Map<String, String> parameters) {
    glue.createTable(request ->
        request
            .databaseName(DATABASE)
            .tableInput(table ->
                table
                    .name(name)
                    .tableType("EXTERNAL_TABLE")
                    .parameters(parameters)
                    .storageDescriptor(storage ->
                        storage
                            .columns(columns)
                            .location("s3://" + BUCKET + "/" + name + "/")
                            .inputFormat(TEXT_INPUT)
                            .outputFormat(TEXT_OUTPUT)
                            .serdeInfo(serde))));
    out.println("glue: created table " + DATABASE + "." + name);
  }

  private static Column column(String name, String type) {
    return Column.builder().name(name).type(type).build();
  }

  private boolean query(AthenaSession session) throws InterruptedException {
    boolean allRight = true;
    for (DemoStatement statement : new DemoStatements(lake, BUCKET).all()) {
      out.println();
      out.println("-- " + statement.title());
      out.println(statement.sql());
      AthenaSession.Outcome outcome = session.run(statement.sql());
      print(statement, outcome);
      if (!isRight(statement, outcome)) {
        allRight = false;
        out.println("   WRONG, expected: " + statement.expectedRows());
      }
    }
    return allRight;
  }

  private void print(DemoStatement statement, AthenaSession.Outcome outcome) {
    QueryExecution execution = outcome.execution();
    if (!outcome.succeeded()) {
      out.println("   " + execution.status().stateAsString());
      out.println("   " + execution.status().stateChangeReason());
      return;
    }
    out.println();
    if (!outcome.rows().isEmpty()) {
      out.println(TextTable.format(outcome.rows(), statement.headers()));
    }
    out.println(
        String.format(
            Locale.ROOT,
            "   %d ms (engine %d ms), %d bytes scanned",
            outcome.elapsed().toMillis(),
            execution.statistics().engineExecutionTimeInMillis(),
            execution.statistics().dataScannedInBytes()));
  }

  private static boolean isRight(DemoStatement statement, AthenaSession.Outcome outcome) {
    List<List<String>> rows = outcome.rows();
    List<List<String>> expected = statement.expectedRows();
    if (!outcome.succeeded() || rows.size() < expected.size()) {
      return false;
    }
    return expected.isEmpty() || rows.subList(statement.headers(), rows.size()).equals(expected);
  }
}
