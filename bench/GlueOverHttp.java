import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * Runs the same Glue calls with the AWS SDK against several servers, one after the other. Takes
 * {@code NAME=ENDPOINT} arguments; every server must have an empty catalog.
 */
public final class GlueOverHttp {
  private static final int COLUMNS = 50;
  private static final int TABLES = 2_000;
  private static final int WARM_UP = 1_000;
  private static final int CLIENTS = 32;
  private static final int DAYS = 100;
  private static final int PER_DAY = 100;
  private static final int READS = 2_000;
  private static final String DATABASE = "bench";

  private final GlueClient glue;

  private GlueOverHttp(URI endpoint) {
    glue =
        GlueClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  public static void main(String[] arguments) {
    Map<String, GlueOverHttp> servers = new LinkedHashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      servers.put(parts[0], new GlueOverHttp(URI.create(parts[1])));
    }
    servers.values().forEach(server -> server.glue.createDatabase(d -> d.databaseInput(i -> i.name(DATABASE))));
    servers.values().forEach(server -> server.createTables("warm_up", WARM_UP));
    measure(servers, "CreateTable, 32 clients, tables/s", s -> s.createTables("table", TABLES));
    measure(servers, "GetTable of 50 columns, 1 client, calls/s", GlueOverHttp::getTables);
    measure(servers, "BatchCreatePartition of 100, 1 client, partitions/s", GlueOverHttp::partitions);
    measure(servers, "GetPartitions, 1 of 10,000, median ms", s -> s.filtered("day = '2026-01-07' AND n = 7", 1));
    measure(servers, "GetPartitions, 100 of 10,000, median ms", s -> s.filtered("day = '2026-01-07'", PER_DAY));
    measure(servers, "GetTables, 3,001 tables, all pages, median ms", GlueOverHttp::listTables);
  }

  private static void measure(
      Map<String, GlueOverHttp> servers, String what, ToDoubleFunction<GlueOverHttp> work) {
    StringBuilder line = new StringBuilder(String.format("%-55s", what));
    servers.forEach(
        (name, server) -> line.append(String.format("  %s %,.1f", name, work.applyAsDouble(server))));
    System.out.println(line);
  }

  private double createTables(String prefix, int count) {
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = prefix + "_" + i;
        calls.add(clients.submit(() -> createTable(name, List.of())));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return count / seconds(start);
  }

  private void createTable(String name, List<Column> keys) {
    glue.createTable(
        r ->
            r.databaseName(DATABASE)
                .tableInput(t -> t.name(name).partitionKeys(keys).storageDescriptor(columns())));
  }

  private static StorageDescriptor columns() {
    return StorageDescriptor.builder()
        .location("s3://bench/table/")
        .columns(
            IntStream.range(0, COLUMNS)
                .mapToObj(i -> Column.builder().name("column_" + i).type("string").build())
                .toList())
        .build();
  }

  private double getTables() {
    for (int i = 0; i < READS / 4; i++) {
      getTable();
    }
    long start = System.nanoTime();
    for (int i = 0; i < READS; i++) {
      getTable();
    }
    return READS / seconds(start);
  }

  private void getTable() {
    if (glue.getTable(r -> r.databaseName(DATABASE).name("table_0")).table().storageDescriptor().columns().size()
        != COLUMNS) {
      throw new IllegalStateException("wrong table");
    }
  }

  private double partitions() {
    createTable(
        "partitioned",
        List.of(
            Column.builder().name("day").type("string").build(),
            Column.builder().name("n").type("int").build()));
    long start = System.nanoTime();
    for (int day = 1; day <= DAYS; day++) {
      String value = String.format("2026-%02d-%02d", (day - 1) / 28 + 1, (day - 1) % 28 + 1);
      List<PartitionInput> batch =
          IntStream.range(0, PER_DAY)
              .mapToObj(
                  n ->
                      PartitionInput.builder()
                          .values(value, Integer.toString(n))
                          .storageDescriptor(columns())
                          .build())
              .toList();
      var answer =
          glue.batchCreatePartition(
              r -> r.databaseName(DATABASE).tableName("partitioned").partitionInputList(batch));
      if (answer.hasErrors() && !answer.errors().isEmpty()) {
        throw new IllegalStateException(answer.errors().toString());
      }
    }
    return DAYS * PER_DAY / seconds(start);
  }

  private double filtered(String expression, int expected) {
    return median(
        () -> {
          long found =
              glue.getPartitionsPaginator(
                      r ->
                          r.databaseName(DATABASE)
                              .tableName("partitioned")
                              .expression(expression)
                              .excludeColumnSchema(true))
                  .stream()
                  .mapToLong(page -> page.partitions().size())
                  .sum();
          if (found != expected) {
            throw new IllegalStateException(found + " partitions, not " + expected);
          }
        });
  }

  private double listTables() {
    return median(
        () -> {
          long found =
              glue.getTablesPaginator(r -> r.databaseName(DATABASE)).stream()
                  .mapToLong(page -> page.tableList().size())
                  .sum();
          if (found != WARM_UP + TABLES + 1) {
            throw new IllegalStateException(found + " tables");
          }
        });
  }

  private static double median(Runnable work) {
    double[] millis = new double[11];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      work.run();
      millis[i] = seconds(start) * 1_000;
    }
    Arrays.sort(millis);
    return millis[millis.length / 2];
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
