import dev.tarn.catalog.GlueCatalog;
import dev.tarn.catalog.transfer.BucketMapping;
import dev.tarn.catalog.transfer.CatalogExport;
import dev.tarn.catalog.transfer.CatalogImport;
import dev.tarn.catalog.transfer.ConflictRule;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * Measures the catalog within one JVM, without HTTP: creation of tables and partitions, filtered
 * listings, a restart, memory, and an export and import. Takes an empty directory.
 */
public final class CatalogBenchmark {
  private static final int TABLES = 50_000;
  private static final int CLIENTS = 32;
  private static final int REPETITIONS = 21;
  private static final String DATABASE = "bench";

  private final Path directory;
  private GlueCatalog catalog;

  private CatalogBenchmark(Path directory) throws IOException {
    this.directory = directory;
    this.catalog = open(directory.resolve("catalog"));
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    System.out.printf(
        "java %s, %d processors, heap limit %d MB%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
    new CatalogBenchmark(directory).run();
  }

  private static GlueCatalog open(Path directory) throws IOException {
    return GlueCatalog.open(
        directory,
        AwsAccount.DEFAULT,
        Clock.systemUTC(),
        IdGenerator.random(),
        Durability.PROCESS);
  }

  private GlueClient glue() {
    return catalog.client();
  }

  private void run() throws Exception {
    glue().createDatabase(r -> r.databaseInput(d -> d.name(DATABASE)));
    createTables();
    createPartitions("p100k", 100_000);
    filter("p100k", 100_000);
    createPartitions("p1m", 1_000_000);
    filter("p1m", 1_000_000);
    memory("heap in use, 50,000 tables and 1,100,000 partitions");
    restart();
    filter("p1m", 1_000_000);
    transfer();
    catalog.close();
  }

  private void createTables() throws Exception {
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int first = client;
        running.add(
            clients.submit(() -> {
              for (int i = first; i < TABLES; i += CLIENTS) {
                TableInput table = table("table_%06d".formatted(i));
                glue().createTable(r -> r.databaseName(DATABASE).tableInput(table));
              }
            }));
      }
      for (Future<?> client : running) {
        client.get();
      }
    }
    rate("CreateTable, 32 clients", TABLES, start);
  }

  private static TableInput table(String name) {
    return TableInput.builder()
        .name(name)
        .tableType("EXTERNAL_TABLE")
        .parameters(Map.of("classification", "parquet"))
        .partitionKeys(
            Column.builder().name("day").type("date").build(),
            Column.builder().name("bucket").type("int").build())
        .storageDescriptor(storage("s3://lake/" + name + "/"))
        .build();
  }

  private static StorageDescriptor storage(String location) {
    return StorageDescriptor.builder()
        .columns(
            IntStream.range(0, 20)
                .mapToObj(i -> Column.builder().name("column_" + i).type("string").build())
                .toList())
        .location(location)
        .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
        .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
        .serdeInfo(
            s ->
                s.serializationLibrary(
                    "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"))
        .build();
  }

  /** A hundred buckets a day. */
  private void createPartitions(String table, int count) {
    glue().createTable(r -> r.databaseName(DATABASE).tableInput(table(table)));
    StorageDescriptor common = storage("");
    long start = System.nanoTime();
    for (int day = 0; day < count / 100; day++) {
      String date = day(day);
      List<PartitionInput> batch =
          IntStream.range(0, 100)
              .mapToObj(
                  bucket ->
                      PartitionInput.builder()
                          .values(date, String.valueOf(bucket))
                          .storageDescriptor(
                              common.toBuilder()
                                  .location(
                                      "s3://lake/%s/day=%s/bucket=%d/"
                                          .formatted(table, date, bucket))
                                  .build())
                          .build())
              .toList();
      glue()
          .batchCreatePartition(
              r -> r.databaseName(DATABASE).tableName(table).partitionInputList(batch));
    }
    rate("BatchCreatePartition, 100 a call, 1 client, " + count, count, start);
  }

  private static String day(int number) {
    return LocalDate.of(2000, 1, 1).plusDays(number).toString();
  }

  private void filter(String table, int count) {
    String middle = day(count / 200);
    String end = day(count / 200 + 7);
    time(table + ", one partition of " + count, table, "day = '" + middle + "' AND bucket = 7", 1);
    time(
        table + ", a week of " + count,
        table,
        "day >= '" + middle + "' AND day < '" + end + "'",
        700);
    time(
        table + ", one bucket of two years, of " + count,
        table,
        "bucket = 7 AND day < '2002-01-01'",
        731);
  }

  private void time(String what, String table, String expression, int expected) {
    double[] milliseconds = new double[REPETITIONS];
    for (int i = 0; i < REPETITIONS; i++) {
      long start = System.nanoTime();
      int found = 0;
      for (GetPartitionsResponse page :
          glue()
              .getPartitionsPaginator(
                  r -> r.databaseName(DATABASE).tableName(table).expression(expression))) {
        found += page.partitions().size();
      }
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
      if (found != expected) {
        throw new IllegalStateException(what + ": " + found + " instead of " + expected);
      }
    }
    Arrays.sort(milliseconds);
    print(
        "GetPartitions with expression, " + what,
        "median %.1f ms, worst %.1f ms"
            .formatted(milliseconds[REPETITIONS / 2], milliseconds[REPETITIONS - 1]));
  }

  private void restart() throws IOException {
    catalog.close();
    long start = System.nanoTime();
    catalog = open(directory.resolve("catalog"));
    print("restart", seconds(start));
    memory("heap in use after the restart");
  }

  private void transfer() throws Exception {
    Path exported = directory.resolve("export");
    long start = System.nanoTime();
    CatalogExport export =
        new CatalogExport(glue(), new CatalogExport.Options(List.of(), false));
    export.toDirectory(exported);
    print("catalog export: " + export.counts().describe(), seconds(start));
    catalog.close();
    try (GlueCatalog copy = open(directory.resolve("copy"))) {
      start = System.nanoTime();
      CatalogImport transfer =
          new CatalogImport(
              copy.client(),
              new CatalogImport.Options(ConflictRule.FAIL, new BucketMapping(Map.of()), false));
      transfer.run(List.of(exported));
      print("catalog import: " + transfer.counts().describe(), seconds(start));
    }
  }

  private static void memory(String what) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    print(what, ((runtime.totalMemory() - runtime.freeMemory()) >> 20) + " MB");
  }

  private static void rate(String what, int count, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    print(what, "%.1f s, %.0f a second".formatted(seconds, count / seconds));
  }

  private static String seconds(long start) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
  }

  private static void print(String what, String result) {
    System.out.println("| " + what + " | " + result + " |");
  }
}
