package dev.tarn.catalog.durability;

import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.storage.Durability;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequestEntry;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.PartitionValueList;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The process that is killed: threads that change a catalog without end. Each says what it is going
 * to do before a call, and that it is done after it. A thread has tables of its own in a database
 * that all share, and a database of its own.
 */
final class CatalogUnderLoad {
  static final String SHARED = "shared";
  static final int THREADS = 4;

  private static final int TABLES = 3;
  private static final int PARTITIONS = 40;

  private final GlueClient glue;
  private final PrintStream out;
  private final int thread;
  private final Random random;
  private final Map<String, String> state;
  private int version;

  private CatalogUnderLoad(GlueClient glue, PrintStream out, int thread, long seed) {
    this.glue = glue;
    this.out = out;
    this.thread = thread;
    this.random = new Random(seed + thread);
    this.state = MarkedEntities.read(glue).of(thread);
  }

  /** Takes the catalog's directory and a seed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    GlueCatalog catalog =
        GlueCatalog.open(
            Path.of(arguments[0]),
            AwsAccount.DEFAULT,
            Clock.systemUTC(),
            IdGenerator.random(),
            Durability.PROCESS);
    GlueClient glue = catalog.client();
    if (glue.getDatabases(r -> {}).databaseList().stream()
        .noneMatch(d -> SHARED.equals(d.name()))) {
      glue.createDatabase(r -> r.databaseInput(d -> d.name(SHARED)));
    }
    List<Thread> threads =
        IntStream.range(0, THREADS)
            .mapToObj(i -> new CatalogUnderLoad(glue, out, i, Long.parseLong(arguments[1])))
            .map(load -> Thread.ofPlatform().start(load::run))
            .toList();
    for (Thread running : threads) {
      running.join();
    }
  }

  private void run() {
    while (true) {
      String own = "own" + thread;
      if (!state.containsKey(own)) {
        step(Step.put(own, mark()), () -> createDatabase(own));
      } else if (random.nextInt(150) == 0) {
        step(Step.remove(own), () -> glue.deleteDatabase(r -> r.name(own)));
      } else {
        String database = random.nextBoolean() ? own : SHARED;
        changeTable(database, "t" + thread + "_" + random.nextInt(TABLES));
      }
    }
  }

  /** The mark of everything that the next call writes. */
  private String mark() {
    return "v" + ++version;
  }

  private void step(Step step, Runnable call) {
    out.println(thread + " begins " + step);
    call.run();
    out.println(thread + " has done it");
    step.applyTo(state);
  }

  private void createDatabase(String name) {
    glue.createDatabase(r -> r.databaseInput(d -> d.name(name).description("v" + version)));
  }

  private void changeTable(String database, String table) {
    String key = database + "." + table;
    if (!state.containsKey(key)) {
      TableInput input = table(table, mark());
      step(
          Step.put(key, "v" + version),
          () -> glue.createTable(r -> r.databaseName(database).tableInput(input)));
      return;
    }
    switch (random.nextInt(60)) {
      case 0 ->
          step(Step.remove(key), () -> glue.deleteTable(r -> r.databaseName(database).name(table)));
      case 1 ->
          step(
              Step.remove(key),
              () -> glue.batchDeleteTable(r -> r.databaseName(database).tablesToDelete(table)));
      case 2, 3, 4, 5, 6, 7, 8, 9 -> {
        TableInput input = table(table, mark());
        step(
            Step.put(key, "v" + version),
            () -> glue.updateTable(r -> r.databaseName(database).tableInput(input)));
      }
      case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> deletePartitions(database, table);
      default -> putPartitions(database, table);
    }
  }

  private static TableInput table(String name, String mark) {
    return TableInput.builder()
        .name(name)
        .description(mark)
        .partitionKeys(Column.builder().name("k").type("int").build())
        .storageDescriptor(s ->
            s.columns(
                IntStream.range(0, 20)
                    .mapToObj(i -> Column.builder().name("c" + i).type("int").comment(mark).build())
                    .toList()))
        .build();
  }

  /** Creates those of some partitions that are not there, or else updates them. */
  private void putPartitions(String database, String table) {
    String key = database + "." + table;
    String mark = mark();
    int from = random.nextInt(PARTITIONS);
    List<String> chosen =
        IntStream.range(from, Math.min(from + 10, PARTITIONS)).mapToObj(String::valueOf).toList();
    List<String> absent = chosen.stream().filter(v -> !state.containsKey(key + "/" + v)).toList();
    List<String> written = absent.isEmpty() ? chosen : absent;
    List<PartitionInput> inputs = written.stream().map(value -> partition(value, mark)).toList();
    Step step =
        new Step(
            written.stream().collect(Collectors.toMap(value -> key + "/" + value, v -> mark)),
            List.of());
    step(
        step,
        () -> {
          if (absent.isEmpty()) {
            List<BatchUpdatePartitionRequestEntry> entries =
                inputs.stream()
                    .map(input ->
                        BatchUpdatePartitionRequestEntry.builder()
                            .partitionValueList(input.values())
                            .partitionInput(input)
                            .build())
                    .toList();
            require(
                glue.batchUpdatePartition(
                        r -> r.databaseName(database).tableName(table).entries(entries))
                    .errors());
          } else {
            require(
                glue.batchCreatePartition(
                        r -> r.databaseName(database).tableName(table).partitionInputList(inputs))
                    .errors());
          }
        });
  }

  private static PartitionInput partition(String value, String mark) {
    return PartitionInput.builder()
        .values(value)
        .parameters(Map.of("mark", mark))
        .storageDescriptor(s -> s.location(mark).inputFormat(mark))
        .build();
  }

  private void deletePartitions(String database, String table) {
    String prefix = database + "." + table + "/";
    List<String> chosen =
        state.keySet().stream()
            .filter(key -> key.startsWith(prefix))
            .limit(1 + random.nextInt(5))
            .toList();
    if (chosen.isEmpty()) {
      return;
    }
    List<PartitionValueList> values =
        chosen.stream()
            .map(key -> PartitionValueList.builder().values(key.substring(prefix.length())).build())
            .toList();
    step(
        new Step(Map.of(), chosen),
        () ->
            require(
                glue.batchDeletePartition(
                        r -> r.databaseName(database).tableName(table).partitionsToDelete(values))
                    .errors()));
  }

  private static void require(List<?> errors) {
    if (!errors.isEmpty()) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%d errors: %s", errors.size(), errors));
    }
  }
}
