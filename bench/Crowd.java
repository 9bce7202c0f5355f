import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;

/** Twenty clients that run and stop queries all the time, and how long theirs took, every minute. */
final class Crowd {
  private static final int CLIENTS = 20;
  private static final String[] STATEMENTS = {
    "SELECT 1",
    "SELECT count(*), sum(v) FROM crowd.numbers",
    "SELECT k, count(*) FROM crowd.numbers GROUP BY k ORDER BY k",
    "SELECT k, v FROM crowd.numbers WHERE v < 500",
    "SHOW TABLES IN crowd",
    "DESCRIBE crowd.numbers",
    "SELECT nothing FROM crowd.numbers",
  };

  private final AthenaClient athena;
  private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger stopped = new AtomicInteger();

  private Crowd(AthenaClient athena) {
    this.athena = athena;
  }

  public static void main(String[] arguments) throws InterruptedException {
    URI endpoint = URI.create(arguments[0]);
    Duration duration = Duration.ofSeconds(Long.parseLong(arguments[1]));
    var anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(anyone)
            .httpClient(UrlConnectionHttpClient.create())
            .forcePathStyle(true)
            .build();
    s3.createBucket(request -> request.bucket("bench"));
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      csv.append(i % 17).append(',').append(i).append('\n');
    }
    s3.putObject(
        put -> put.bucket("bench").key("numbers/a.csv"), RequestBody.fromString(csv.toString()));
    Crowd crowd =
        new Crowd(
            AthenaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(anyone)
                .httpClient(UrlConnectionHttpClient.create())
                .build());
    crowd.query("CREATE DATABASE crowd LOCATION 's3://bench/db/'");
    crowd.query(
        "CREATE EXTERNAL TABLE crowd.numbers (k int, v int) ROW FORMAT DELIMITED FIELDS TERMINATED"
            + " BY ',' LOCATION 's3://bench/numbers/'");
    crowd.run(duration);
  }

  private void run(Duration duration) throws InterruptedException {
    Instant end = Instant.now().plus(duration);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(i);
      clients.add(Thread.ofPlatform().start(() -> work(end, random)));
    }
    while (Instant.now().isBefore(end)) {
      Thread.sleep(Math.min(60_000, Math.max(1, Duration.between(Instant.now(), end).toMillis())));
      report();
    }
    for (Thread client : clients) {
      client.join();
    }
  }

  private void work(Instant end, Random random) {
    while (Instant.now().isBefore(end)) {
      long start = System.nanoTime();
      try {
        String sql = STATEMENTS[random.nextInt(STATEMENTS.length)];
        boolean stop = random.nextInt(20) == 0;
        QueryExecution execution = stop ? startAndStop(sql) : query(sql);
        boolean expected =
            execution.status().state() == QueryExecutionState.SUCCEEDED
                || sql.contains("nothing")
                || (stop && execution.status().state() == QueryExecutionState.CANCELLED);
        if (!expected) {
          failed.incrementAndGet();
        }
      } catch (InterruptedException e) {
        return;
      }
      millis.add((System.nanoTime() - start) / 1e6);
    }
  }

  private QueryExecution startAndStop(String sql) throws InterruptedException {
    String id = start(sql);
    athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
    stopped.incrementAndGet();
    return finish(id);
  }

  private QueryExecution query(String sql) throws InterruptedException {
    QueryExecution execution = finish(start(sql));
    if (execution.status().state() == QueryExecutionState.SUCCEEDED) {
      athena.getQueryResults(get -> get.queryExecutionId(execution.queryExecutionId()));
    }
    return execution;
  }

  private String start(String sql) {
    return athena
        .startQueryExecution(
            request ->
                request
                    .queryString(sql)
                    .resultConfiguration(r -> r.outputLocation("s3://bench/results/")))
        .queryExecutionId();
  }

  private QueryExecution finish(String id) throws InterruptedException {
    while (true) {
      QueryExecution execution =
          athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
      if (execution.status().completionDateTime() != null) {
        return execution;
      }
      Thread.sleep(20);
    }
  }

  private void report() {
    List<Double> minute;
    synchronized (millis) {
      minute = new ArrayList<>(millis);
      millis.clear();
    }
    Collections.sort(minute);
    int count = minute.size();
    System.out.printf(
        "%s %d queries, median %.0f ms, p95 %.0f ms, stopped so far %d, unexpected %d%n",
        Instant.now().toString().substring(11, 19),
        count,
        count == 0 ? 0 : minute.get(count / 2),
        count == 0 ? 0 : minute.get(count * 95 / 100),
        stopped.get(),
        failed.get());
  }
}
