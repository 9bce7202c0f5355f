package dev.tarn.catalog;

import static dev.tarn.catalog.CatalogFixture.partition;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;

/** What 32 clients at once may do to each other: nothing. */
class ConcurrencyTest {
  private static final int CLIENTS = 32;

  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
    catalog.createDatabase("db");
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static <T> List<T> atOnce(IntFunction<T> client) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        running.add(clients.submit(() -> client.apply(number)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : running) {
        results.add(result.get());
      }
      return results;
    }
  }

  private Table table(String name) {
    return catalog.glue().getTable(r -> r.databaseName("db").name(name)).table();
  }

  @Test
  void everyVersionHasOneWinnerAndNoUpdateIsLost() throws Exception {
    int updatesEach = 8;
    glue.createTable(
        r -> r.databaseName("db").tableInput(t -> t.name("t").parameters(Map.of("count", "0"))));
    Set<String> wonVersions = ConcurrentHashMap.newKeySet();
    AtomicInteger lost = new AtomicInteger();

    atOnce(client -> {
      int won = 0;
      while (won < updatesEach) {
        Table read = table("t");
        int count = Integer.parseInt(read.parameters().get("count"));
        try {
          glue.updateTable(r ->
              r.databaseName("db")
                  .versionId(read.versionId())
                  .skipArchive(client % 2 == 0)
                  .tableInput(
                      t -> t.name("t").parameters(Map.of("count", Integer.toString(count + 1)))));
          assertThat(wonVersions.add(read.versionId())).isTrue();
          won++;
        } catch (ConcurrentModificationException e) {
          lost.incrementAndGet();
        }
      }
      return won;
    });

    int updates = CLIENTS * updatesEach;
    assertThat(table("t").parameters()).containsEntry("count", Integer.toString(updates));
    assertThat(table("t").versionId()).isEqualTo(Integer.toString(updates));
    assertThat(wonVersions).hasSize(updates);
    assertThat(lost).hasPositiveValue();
    catalog.restart();
    assertThat(table("t").versionId()).isEqualTo(Integer.toString(updates));
  }

  @Test
  void oneOfManyCreatorsOfANameSucceeds() throws Exception {
    List<Integer> created =
        atOnce(client -> {
          int successes = 0;
          for (int i = 0; i < 20; i++) {
            try {
              catalog.createTable("db", "t" + i);
              successes++;
            } catch (AlreadyExistsException e) {
              assertThat(e).hasMessageContaining("Table already exists.");
            }
          }
          return successes;
        });

    assertThat(created.stream().mapToInt(Integer::intValue).sum()).isEqualTo(20);
  }

  @Test
  void everyPartitionIsCreatedByOneOfTheOverlappingBatches() throws Exception {
    catalog.createTable("db", "t", "day:string");
    List<Integer> errors =
        atOnce(client -> {
          int refused = 0;
          for (int batch = 0; batch < 5; batch++) {
            int first = batch * 50 + client;
            refused +=
                glue.batchCreatePartition(r ->
                        r.databaseName("db")
                            .tableName("t")
                            .partitionInputList(
                                java.util.stream.IntStream.range(first, first + 100)
                                    .mapToObj(i -> partition(Integer.toString(i)))
                                    .toList()))
                    .errors()
                    .size();
          }
          return refused;
        });
    Set<List<String>> before = values();
    catalog.restart();
    glue = catalog.glue();

    assertThat(before).hasSize(4 * 50 + 100 + CLIENTS - 1);
    assertThat(values()).isEqualTo(before);
    assertThat(errors.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(CLIENTS * 5 * 100 - before.size());
  }

  private Set<List<String>> values() {
    return glue
        .getPartitionsPaginator(r -> r.databaseName("db").tableName("t").maxResults(100))
        .stream()
        .flatMap(page -> page.partitions().stream())
        .map(p -> p.values())
        .collect(Collectors.toSet());
  }

  @Test
  void tablesAndDatabasesComeAndGoUnderEachOther() throws Exception {
    atOnce(client -> {
      for (int i = 0; i < 30; i++) {
        try {
          switch ((client + i) % 5) {
            case 0 -> catalog.createDatabase("x");
            case 1 -> glue.deleteDatabase(r -> r.name("x"));
            case 2 -> catalog.createTable("x", "t", "day:string");
            case 3 -> glue.deleteTable(r -> r.databaseName("x").name("t"));
            default -> catalog.createPartitions("x", "t", List.of(partition("" + i)));
          }
        } catch (AlreadyExistsException | EntityNotFoundException e) {
          assertThat(e).hasMessageContaining("Service: Glue");
        }
      }
      return client;
    });

    List<String> before = content();
    catalog.restart();
    glue = catalog.glue();
    assertThat(content()).isEqualTo(before);
  }

  private List<String> content() {
    return glue.getDatabases(r -> {}).databaseList().stream()
        .flatMap(d ->
            glue.getTables(r -> r.databaseName(d.name())).tableList().stream()
                .map(t ->
                    t.databaseName()
                        + "."
                        + t.name()
                        + glue.getPartitions(r -> r.databaseName(d.name()).tableName(t.name()))
                            .partitions()))
        .toList();
  }
}
