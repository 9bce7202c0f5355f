import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;

/** One result of some gigabytes: its making, its first pages, and its object. */
final class BigResult {
  private static final int BYTES_A_ROW = 1000;

  public static void main(String[] arguments) throws InterruptedException {
    URI endpoint = URI.create(arguments[0]);
    long rows = (Long.parseLong(arguments[1]) << 30) / BYTES_A_ROW;
    var anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .forcePathStyle(true)
            .build();
    AthenaClient athena =
        AthenaClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    s3.createBucket(request -> request.bucket("bench"));
    long start = System.nanoTime();
    String sql =
        "SELECT lpad(cast(a * 10000 + b AS varchar), "
            + (BYTES_A_ROW - 3)
            + ", '.') FROM UNNEST(sequence(0, "
            + (rows / 10_000 - 1)
            + ")) x(a) CROSS JOIN UNNEST(sequence(0, 9999)) y(b)";
    String id =
        athena
            .startQueryExecution(
                request ->
                    request
                        .queryString(sql)
                        .resultConfiguration(r -> r.outputLocation("s3://bench/results/")))
            .queryExecutionId();
    QueryExecution execution;
    do {
      Thread.sleep(500);
      execution = athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
    } while (execution.status().completionDateTime() == null);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
      throw new IllegalStateException(execution.status().stateChangeReason());
    }
    long size =
        s3.headObject(head -> head.bucket("bench").key("results/" + id + ".csv")).contentLength();
    System.out.printf(
        "%,d bytes of CSV in %.0f s, %.0f MB/s%n", size, seconds, size / seconds / 1e6);
    pages(athena, id);
  }

  private static void pages(AthenaClient athena, String id) {
    String token = null;
    long start = System.nanoTime();
    int rows = 0;
    for (int page = 0; page < 100; page++) {
      String from = token;
      GetQueryResultsResponse response =
          athena.getQueryResults(get -> get.queryExecutionId(id).nextToken(from));
      rows += response.resultSet().rows().size();
      token = response.nextToken();
    }
    System.out.printf(
        "the first %d rows in 100 pages: %.1f ms a page%n",
        rows, (System.nanoTime() - start) / 1e6 / 100);
  }
}
