package dev.tarn.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/** A process that writes is killed at a random moment; all that it was told is kept is kept. */
class CrashTest {
  private static final String END = " .";

  @TempDir Path directory;

  @RepeatedTest(4)
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Acknowledged acknowledged = new Acknowledged();
    int killAfter = ThreadLocalRandom.current().nextInt(20, 400);
    try (BufferedReader lines = writer.inputReader()) {
      List<String> said = new ArrayList<>();
      String line;
      while ((line = lines.readLine()) != null) {
        said.add(line);
        if (said.size() == killAfter) {
          // By its handle: the process itself would close the stream that is being read.
          writer.toHandle().destroyForcibly();
        }
      }
      // The last line may be cut, and is then without its end.
      said.stream().filter(whole -> whole.endsWith(END)).forEach(acknowledged::add);
    }
    assertThat(writer.waitFor()).isNotZero();

    try (CatalogFixture catalog = new CatalogFixture(directory)) {
      acknowledged.check(catalog);
    }
  }

  /** What the writer said is done; the last thing that it began may be done or not. */
  private static final class Acknowledged {
    private final Set<String> partitions = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> dropped = new HashSet<>();

    void add(String line) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "creating" -> dropped.remove(words[1]);
        case "partition" -> partitions.add(words[1]);
        case "version" -> versions.put(words[1], Long.valueOf(words[2]));
        case "dropped" -> dropped.add(words[1]);
        default -> throw new AssertionError(line);
      }
    }

    void check(CatalogFixture catalog) {
      Set<String> found = new HashSet<>();
      catalog
          .glue()
          .getPartitionsPaginator(r -> r.databaseName("db").tableName("partitioned"))
          .stream()
          .flatMap(page -> page.partitions().stream())
          .forEach(p -> found.add(p.values().getFirst()));
      assertThat(found).containsAll(partitions);
      versions.forEach((table, version) -> {
        long kept =
            Long.parseLong(
                catalog.glue().getTable(r -> r.databaseName("db").name(table)).table().versionId());
        assertThat(kept).isBetween(version, version + 1);
        assertThat(
                catalog
                    .glue()
                    .getTableVersions(r -> r.databaseName("db").tableName(table))
                    .tableVersions())
            .hasSizeGreaterThanOrEqualTo((int) Math.min(version, 99));
      });
      dropped.forEach(name -> assertThat(exists(catalog, name)).isFalse());
    }

    private static boolean exists(CatalogFixture catalog, String database) {
      try {
        catalog.glue().getTable(r -> r.databaseName(database).name("t"));
        return true;
      } catch (EntityNotFoundException e) {
        return false;
      }
    }
  }

  /** The process that is killed: it writes without end, and says what it has written. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      CatalogFixture catalog = new CatalogFixture(Path.of(arguments[0]));
      if (catalog.glue().getDatabases(r -> {}).databaseList().isEmpty()) {
        catalog.createDatabase("db");
        catalog.createTable("db", "partitioned", "id:string");
        catalog.createTable("db", "versioned");
      }
      for (int i = 0; ; i++) {
        String id = System.nanoTime() + "-" + i;
        List<PartitionInput> batch =
            java.util.stream.IntStream.range(0, 20)
                .mapToObj(n -> CatalogFixture.partition(id + "-" + n))
                .toList();
        catalog.createPartitions("db", "partitioned", batch);
        batch.forEach(p -> say("partition " + p.values().getFirst()));
        catalog
            .glue()
            .updateTable(
                r -> r.databaseName("db").tableInput(CatalogFixture.tableInput("versioned")));
        say(
            "version versioned "
                + catalog
                    .glue()
                    .getTable(r -> r.databaseName("db").name("versioned"))
                    .table()
                    .versionId());
        String name = "scratch" + i % 3;
        say("creating " + name);
        catalog.createDatabase(name);
        catalog.createTable(name, "t");
        catalog.glue().deleteDatabase(r -> r.name(name));
        say("dropped " + name);
      }
    }

    private static void say(String line) {
      System.out.println(line + END);
    }
  }
}
