import io.airlift.units.Duration;
import io.trino.client.ClientSession;
import io.trino.client.StatementClient;
import io.trino.client.StatementClientFactory;
import java.net.URI;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The same statements, turn by turn: through Athena's API on the embedded engine, through Athena's API on a Trino in
 * another process, and through Trino's own client on that Trino. All three read the same tables.
 */
final class Overhead {
  private static final String DATABASE = "overhead";
  private static final int WARM_UP = 8;

  private record Statement(String name, String sql, int runs) {}

  private static final List<Statement> STATEMENTS =
      List.of(
          new Statement("SELECT 1", "SELECT 1", 60),
          new Statement("count(*), 20,000 rows", "SELECT count(*) FROM small", 30),
          new Statement(
              "group by, 1,000,000 rows",
              "SELECT k, count(*), sum(v), max(t) FROM big GROUP BY k ORDER BY 2 DESC, 1 LIMIT 10",
              15),
          new Statement(
              "self join",
              "SELECT count(*) FROM big a JOIN small b ON a.k = b.k WHERE a.v < 10",
              9),
          new Statement("20,000 rows as result", "SELECT k, v, t FROM small", 15),
          new Statement("200,000 rows as result", "SELECT k, v, t FROM big WHERE v < 200", 7));

  private final AthenaClient embedded;
  private final AthenaClient external;
  private final OkHttpClient http = new OkHttpClient();
  private final URI trino;

  private Overhead(URI embedded, URI external, URI trino) {
    this.embedded = athena(embedded);
    this.external = athena(external);
    this.trino = trino;
  }

  public static void main(String[] arguments) throws InterruptedException {
    new Overhead(
            URI.create(arguments[0]), URI.create(arguments[1]), URI.create(arguments[2]))
        .run();
  }

  private void run() throws InterruptedException {
    prepare(embedded, 0);
    prepare(external, 1);
    System.out.printf(
        "%-28s %10s %10s %10s   %s%n", "median, ms", "embedded", "external", "client", "ratios");
    for (Statement statement : STATEMENTS) {
      double[][] millis = new double[3][statement.runs()];
      for (int run = -WARM_UP; run < statement.runs(); run++) {
        for (int way = 0; way < 3; way++) {
          long start = System.nanoTime();
          switch (way) {
            case 0 -> throughAthena(embedded, statement.sql(), true);
            case 1 -> throughAthena(external, statement.sql(), true);
            default -> throughClient(statement.sql());
          }
          if (run >= 0) {
            millis[way][run] = (System.nanoTime() - start) / 1e6;
          }
        }
      }
      double[] median = Arrays.stream(millis).mapToDouble(Overhead::median).toArray();
      System.out.printf(
          "%-28s %10.1f %10.1f %10.1f   %.2f  %.2f%n",
          statement.name(),
          median[0],
          median[1],
          median[2],
          median[0] / median[2],
          median[1] / median[2]);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Both servers have a lake of their own, with the same rows in it. */
  private void prepare(AthenaClient athena, int server) throws InterruptedException {
    throughAthena(athena, "CREATE DATABASE " + DATABASE + " LOCATION 's3://bench/db/'", false);
    String rows =
        "SELECT x %% 1000 AS k, (x * 7919) %% 1000 AS v, cast(x AS varchar) AS t"
            + " FROM UNNEST(sequence(1, 1000)) a(y) CROSS JOIN UNNEST(sequence(y * %d, y * %d + %d)) b(x)";
    throughAthena(
        athena,
        "CREATE TABLE big WITH (format = 'PARQUET') AS " + rows.formatted(1000, 1000, 999),
        false);
    throughAthena(
        athena,
        "CREATE TABLE small WITH (format = 'PARQUET') AS " + rows.formatted(20, 20, 19),
        false);
  }

  private static AthenaClient athena(URI endpoint) {
    var anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .forcePathStyle(true)
            .build()) {
      s3.createBucket(request -> request.bucket("bench"));
    }
    return AthenaClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(anyone)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /** To the end of the query; then, as JDBC drivers do, the first thousand rows. */
  private static void throughAthena(AthenaClient athena, String sql, boolean results)
      throws InterruptedException {
    String id =
        athena
            .startQueryExecution(
                request ->
                    request
                        .queryString(sql)
                        .queryExecutionContext(context -> context.database(DATABASE))
                        .resultConfiguration(r -> r.outputLocation("s3://bench/results/")))
            .queryExecutionId();
    QueryExecution execution;
    do {
      Thread.sleep(1);
      execution = athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
    } while (execution.status().completionDateTime() == null);
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new IllegalStateException(execution.status().stateChangeReason());
    }
    if (results) {
      athena.getQueryResults(get -> get.queryExecutionId(id));
    }
  }

  private void throughClient(String sql) {
    ClientSession session =
        ClientSession.builder()
            .server(trino)
            .user(Optional.of("bench"))
            .source("bench")
            .catalog("awsdatacatalog")
            .schema(DATABASE)
            .timeZone(ZoneId.of("UTC"))
            .locale(Locale.ENGLISH)
            .clientRequestTimeout(new Duration(1, TimeUnit.MINUTES))
            .build();
    long rows = 0;
    try (StatementClient client = StatementClientFactory.newStatementClient(http, session, sql)) {
      while (client.isRunning()) {
        for (List<Object> row : client.currentRows()) {
          rows += row.size();
        }
        client.advance();
      }
      if (client.finalStatusInfo().getError() != null || rows == 0) {
        throw new IllegalStateException(String.valueOf(client.finalStatusInfo().getError()));
      }
    }
  }
}
