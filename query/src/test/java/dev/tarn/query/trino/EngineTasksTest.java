package dev.tarn.query.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is particular about tasks that the coordinator reaches without HTTP. */
@ExtendWith(TrinoExtension.class)
final class EngineTasksTest {
  private static final String LISTENING = "0A";

  private final TrinoFixture trino;
  private final TestDatabase database;

  EngineTasksTest(TrinoFixture trino) {
    this.trino = trino;
    this.database = trino.newDatabase();
  }

  @Test
  void movesRowsBetweenManyStages() {
    assertThat(
            trino
                .run(
                    """
                    SELECT k, count(*), sum(v) FROM (
                      SELECT x % 3 k, x * 2 v FROM UNNEST(sequence(1, 9000)) t(x)
                      UNION ALL SELECT x % 3, -x FROM UNNEST(sequence(1, 9000)) t(x))
                    GROUP BY k ORDER BY k\
                    """)
                .rows())
        .containsExactly(
            List.of("0", "6000", "13504500"),
            List.of("1", "6000", "13498500"),
            List.of("2", "6000", "13501500"));
  }

  @Test
  void learnsTheDynamicFiltersOfItsTasks() {
    database.run("CREATE TABLE fact AS SELECT x k, x * 10 v FROM UNNEST(sequence(1, 1000)) t(x)");
    database.run("CREATE TABLE chosen AS SELECT * FROM (VALUES BIGINT '7', BIGINT '8') t(k)");
    String plan =
        database
            .run("EXPLAIN ANALYZE SELECT sum(v) FROM fact JOIN chosen ON fact.k = chosen.k")
            .rows()
            .toString();
    assertThat(plan).containsPattern("df_\\d+, \\[ SortedRangeSet\\[.*ranges=2.*collection time");
  }

  @Test
  void reportsWhatAFailedTaskSaid() {
    assertThat(
            trino
                .failure("SELECT 10 / (x - 5000) FROM UNNEST(sequence(1, 9000)) t(x)")
                .getMessage())
        .isEqualTo("DIVISION_BY_ZERO: Division by zero");
  }

  @Test
  void opensNoPort() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/net")), "needs Linux's /proc");
    trino.run("SELECT 1");
    Set<String> listening = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/net", table))) {
        lines
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields[3].equals(LISTENING))
            .forEach(fields -> listening.add("socket:[" + fields[9] + "]"));
      }
    }
    assertThat(ownDescriptors()).doesNotContainAnyElementsOf(listening);
  }

  private static Set<String> ownDescriptors() throws IOException {
    var targets = new HashSet<String>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          targets.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    return targets;
  }
}
