import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.s3.S3Client;

/** What the benchmark does to a running server with the AWS SDK. */
final class Client {
  private static final int DAYS = 100;
  private static final int PER_DAY = 1_000;
  private static final int BATCH = 100;

  private final S3Client s3;
  private final GlueClient glue;
  private final AthenaClient athena;

  private Client(URI endpoint) {
    var anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    SdkHttpClient http = UrlConnectionHttpClient.create();
    Region region = Region.US_EAST_1;
    s3 =
        S3Client.builder().endpointOverride(endpoint).region(region).credentialsProvider(anyone)
            .httpClient(http).forcePathStyle(true).build();
    glue =
        GlueClient.builder().endpointOverride(endpoint).region(region).credentialsProvider(anyone)
            .httpClient(http).build();
    athena =
        AthenaClient.builder().endpointOverride(endpoint).region(region).credentialsProvider(anyone)
            .httpClient(http).build();
  }

  public static void main(String[] arguments) throws Exception {
    Client client = new Client(URI.create(arguments[1]));
    switch (arguments[0]) {
      case "select-one" -> client.selectOne();
      case "make-table" -> client.makeTable();
      case "partitions" -> client.partitions();
      case "count-partitions" -> client.countPartitions();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private void selectOne() throws InterruptedException {
    s3.createBucket(request -> request.bucket("bench"));
    time("SELECT 1, start, poll, results, first 50", 50, this::runSelectOne);
    time("SELECT 1, start, poll, results, warm", 150, this::runSelectOne);
  }

  private void runSelectOne() throws InterruptedException {
    String id =
        athena
            .startQueryExecution(
                request ->
                    request
                        .queryString("SELECT 1")
                        .resultConfiguration(r -> r.outputLocation("s3://bench/results/")))
            .queryExecutionId();
    QueryExecutionState state;
    do {
      Thread.sleep(1);
      state =
          athena.getQueryExecution(r -> r.queryExecutionId(id)).queryExecution().status().state();
    } while (state == QueryExecutionState.QUEUED || state == QueryExecutionState.RUNNING);
    if (athena.getQueryResults(r -> r.queryExecutionId(id)).resultSet().rows().size() != 2) {
      throw new IllegalStateException("wrong rows, " + state);
    }
  }

  private void makeTable() {
    List<Column> columns =
        IntStream.range(0, 50)
            .mapToObj(i -> Column.builder().name("column_" + i).type("string").build())
            .toList();
    glue.createDatabase(request -> request.databaseInput(database -> database.name("bench")));
    glue.createTable(
        request ->
            request
                .databaseName("bench")
                .tableInput(
                    table ->
                        table
                            .name("wide")
                            .storageDescriptor(
                                storage -> storage.columns(columns).location("s3://bench/wide/"))));
  }

  private void partitions() throws InterruptedException {
    glue.createDatabase(request -> request.databaseInput(database -> database.name("bench")));
    glue.createTable(
        request ->
            request
                .databaseName("bench")
                .tableInput(
                    table ->
                        table
                            .name("many")
                            .partitionKeys(
                                Column.builder().name("day").type("string").build(),
                                Column.builder().name("n").type("int").build())));
    long start = System.nanoTime();
    for (int day = 0; day < DAYS; day++) {
      for (int from = 0; from < PER_DAY; from += BATCH) {
        createBatch(day, from);
      }
    }
    System.out.printf("created in batches of %d: %.1f s%n", BATCH, (System.nanoTime() - start) / 1e9);
    countPartitions();
  }

  private void createBatch(int day, int from) {
    List<PartitionInput> batch = new ArrayList<>();
    for (int n = from; n < from + BATCH; n++) {
      String location = "s3://bench/many/day=d" + day + "/n=" + n;
      batch.add(
          PartitionInput.builder()
              .values("d" + day, Integer.toString(n))
              .storageDescriptor(StorageDescriptor.builder().location(location).build())
              .build());
    }
    glue.batchCreatePartition(
        request -> request.databaseName("bench").tableName("many").partitionInputList(batch));
  }

  private void countPartitions() throws InterruptedException {
    time(
        "filtered read, day = 'd42' and n between 10 and 19",
        20,
        () -> {
          int found =
              glue.getPartitions(
                      request ->
                          request
                              .databaseName("bench")
                              .tableName("many")
                              .expression("day = 'd42' and n between 10 and 19"))
                  .partitions()
                  .size();
          if (found != 10) {
            throw new IllegalStateException("found " + found);
          }
        });
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  private static void time(String what, int runs, Step step) throws InterruptedException {
    double[] millis = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      step.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%s: min %.1f, median %.1f, p95 %.1f ms (n=%d)%n",
        what, millis[0], millis[runs / 2], millis[runs * 95 / 100], runs);
  }
}
