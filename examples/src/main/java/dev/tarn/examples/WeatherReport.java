package dev.tarn.examples;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatus;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts a CSV file into S3, declares a table over it in Athena, queries it, and reads the table's
 * columns back from Glue. The argument is the endpoint.
 */
public final class WeatherReport {
  private static final String BUCKET = "examples-weather";
  private static final String DATABASE = "weather";
  private static final String READINGS =
      """
      station,day,celsius
      Vent,2026-01-01,-11
      Vent,2026-01-02,-8
      Obergurgl,2026-01-01,-14
      Obergurgl,2026-01-02,-9
      """;

  private final S3Client s3;
  private final GlueClient glue;
  private final AthenaClient athena;
  private final PrintStream out;

  private WeatherReport(S3Client s3, GlueClient glue, AthenaClient athena, PrintStream out) {
    this.s3 = s3;
    this.glue = glue;
    this.athena = athena;
    this.out = out;
  }

  /** Runs the report against the endpoint, by default a server on this machine. */
  public static void main(String[] arguments) throws InterruptedException {
    URI endpoint = URI.create(arguments.length > 0 ? arguments[0] : "http://localhost:4566");
    run(endpoint, System.out);
  }

  /** Runs the report and prints it. */
  public static void run(URI endpoint, PrintStream out) throws InterruptedException {
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    Region region = Region.US_EAST_1;
    try (SdkHttpClient http = UrlConnectionHttpClient.create();
        S3Client s3 =
            S3Client.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .forcePathStyle(true)
                .build();
        GlueClient glue =
            GlueClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build();
        AthenaClient athena =
            AthenaClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build()) {
      new WeatherReport(s3, glue, athena, out).run();
    }
  }

  private void run() throws InterruptedException {
    s3.createBucket(request -> request.bucket(BUCKET));
    s3.putObject(
        request -> request.bucket(BUCKET).key("readings/2026.csv"),
        RequestBody.fromString(READINGS));

    query("CREATE DATABASE IF NOT EXISTS " + DATABASE);
    query(
        """
        CREATE EXTERNAL TABLE IF NOT EXISTS weather.readings (
          station string,
          day string,
          celsius int)
        ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
        LOCATION 's3://examples-weather/readings/'
        TBLPROPERTIES ('skip.header.line.count' = '1')
        """);
    printRows(
        """
        SELECT station, min(celsius) AS coldest, max(celsius) AS warmest
        FROM weather.readings
        GROUP BY station
        ORDER BY station
        """);
    printColumns();

    query("DROP TABLE weather.readings");
    query("DROP DATABASE " + DATABASE);
  }

  private void printRows(String sql) throws InterruptedException {
    String id = query(sql);
    athena
        .getQueryResultsPaginator(request -> request.queryExecutionId(id))
        .forEach(page ->
            page.resultSet()
                .rows()
                .forEach(row ->
                    out.println(
                        row.data().stream()
                            .map(Datum::varCharValue)
                            .collect(Collectors.joining("\t")))));
  }

  private void printColumns() {
    List<String> columns =
        glue
            .getTable(request -> request.databaseName(DATABASE).name("readings"))
            .table()
            .storageDescriptor()
            .columns()
            .stream()
            .map(column -> column.name() + " " + column.type())
            .toList();
    out.println("columns: " + String.join(", ", columns));
  }

  /** Starts a query, waits for its end, and gives its id. */
  private String query(String sql) throws InterruptedException {
    String id =
        athena
            .startQueryExecution(request ->
                request
                    .queryString(sql)
                    .resultConfiguration(
                        result -> result.outputLocation("s3://" + BUCKET + "/results/")))
            .queryExecutionId();
    while (true) {
      QueryExecutionStatus status =
          athena
              .getQueryExecution(request -> request.queryExecutionId(id))
              .queryExecution()
              .status();
      QueryExecutionState state = status.state();
      if (state == QueryExecutionState.SUCCEEDED) {
        return id;
      }
      if (state == QueryExecutionState.FAILED || state == QueryExecutionState.CANCELLED) {
        throw new IllegalStateException(sql + state + ": " + status.stateChangeReason());
      }
      Thread.sleep(50);
    }
  }
}
