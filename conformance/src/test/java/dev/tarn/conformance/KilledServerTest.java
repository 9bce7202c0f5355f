package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/** What a client was told is done is there after the process was killed in the middle of writes. */
final class KilledServerTest {
  private static final String BUCKET = "survivor";
  private static final int ROUNDS = 3;
  private static final int WRITERS = 4;
  private static final long WRITE_MILLIS = 1_500;

  @TempDir Path data;

  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private final Queue<String> tables = new ConcurrentLinkedQueue<>();
  private final Queue<String> partitions = new ConcurrentLinkedQueue<>();

  @Test
  void acknowledgedWritesSurviveKills() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      try (TarnProcess tarn = TarnProcess.start(data);
          AwsClients clients = AwsClients.of(tarn.endpoint())) {
        if (round == 0) {
          prepare(clients);
        } else {
          verify(clients);
        }
        writeUntilKilled(tarn, clients, round);
      }
    }
    try (TarnProcess tarn = TarnProcess.start(data);
        AwsClients clients = AwsClients.of(tarn.endpoint())) {
      verify(clients);
      assertThat(objects).hasSizeGreaterThan(ROUNDS);
      assertThat(tables).hasSizeGreaterThan(ROUNDS);
      assertThat(partitions).hasSizeGreaterThan(ROUNDS);
    }
  }

  @Test
  void theHistoryOfQueriesSurvives() throws InterruptedException {
    String finished;
    String running;
    try (TarnProcess tarn = TarnProcess.start(data).awaitReady();
        AwsClients clients = AwsClients.of(tarn.endpoint())) {
      clients.s3().createBucket(request -> request.bucket(BUCKET));
      AthenaSession athena = new AthenaSession(clients.athena(), "s3://" + BUCKET + "/results/");
      finished = athena.succeed("SELECT 'kept' AS word").queryExecutionId();
      running =
          athena.start(
              "SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a (x),"
                  + " UNNEST(sequence(1, 10000)) AS b (y), UNNEST(sequence(1, 1000)) AS c (z)");
      tarn.kill();
    }
    try (TarnProcess tarn = TarnProcess.start(data);
        AwsClients clients = AwsClients.of(tarn.endpoint())) {
      QueryExecution kept =
          clients.athena().getQueryExecution(r -> r.queryExecutionId(finished)).queryExecution();
      assertThat(kept.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
      assertThat(
              clients
                  .athena()
                  .getQueryResults(r -> r.queryExecutionId(finished))
                  .resultSet()
                  .rows()
                  .getLast()
                  .data()
                  .getFirst()
                  .varCharValue())
          .isEqualTo("kept");
      QueryExecution lost =
          clients.athena().getQueryExecution(r -> r.queryExecutionId(running)).queryExecution();
      assertThat(lost.status().state())
          .isIn(QueryExecutionState.FAILED, QueryExecutionState.CANCELLED);
    }
  }

  private static void prepare(AwsClients clients) {
    clients.s3().createBucket(request -> request.bucket(BUCKET));
    clients.glue().createDatabase(request -> request.databaseInput(d -> d.name(BUCKET)));
    clients
        .glue()
        .createTable(request ->
            request
                .databaseName(BUCKET)
                .tableInput(table ->
                    table
                        .name("log")
                        .storageDescriptor(storage("log"))
                        .partitionKeys(Column.builder().name("day").type("string").build())));
  }

  private void writeUntilKilled(TarnProcess tarn, AwsClients clients, int round)
      throws InterruptedException {
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "r" + round + "w" + writer;
        writers.execute(() -> write(clients, name));
      }
      Thread.sleep(WRITE_MILLIS);
      tarn.kill();
    }
  }

  /** Writes until the server is gone, and remembers only what was acknowledged. */
  private void write(AwsClients clients, String writer) {
    try {
      for (int i = 0; ; i++) {
        String name = writer + "i" + i;
        String text = name.repeat(1 + i * 50 % 2_000);
        clients
            .s3()
            .putObject(r -> r.bucket(BUCKET).key("o/" + name), RequestBody.fromString(text));
        objects.put("o/" + name, text);
        clients
            .glue()
            .createTable(r ->
                r.databaseName(BUCKET)
                    .tableInput(t -> t.name(name).storageDescriptor(storage(name))));
        tables.add(name);
        clients
            .glue()
            .batchCreatePartition(r ->
                r.databaseName(BUCKET)
                    .tableName("log")
                    .partitionInputList(
                        PartitionInput.builder()
                            .values(name)
                            .storageDescriptor(storage("log/day=" + name))
                            .build()));
        partitions.add(name);
      }
    } catch (SdkException e) {
      // The server has been killed: what this call was about is in nobody's books.
      return;
    }
  }

  private void verify(AwsClients clients) {
    objects.forEach((key, text) ->
        assertThat(clients.s3().getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String())
            .as(key)
            .isEqualTo(text));
    List<String> tableNames =
        clients.glue().getTablesPaginator(r -> r.databaseName(BUCKET)).stream()
            .flatMap(page -> page.tableList().stream())
            .map(table -> table.name())
            .toList();
    assertThat(tableNames).containsAll(tables);
    List<String> days =
        clients.glue().getPartitionsPaginator(r -> r.databaseName(BUCKET).tableName("log")).stream()
            .flatMap(page -> page.partitions().stream())
            .map(partition -> partition.values().getFirst())
            .toList();
    assertThat(days).containsAll(partitions).doesNotHaveDuplicates();
  }

  private static StorageDescriptor storage(String name) {
    return StorageDescriptor.builder().location("s3://" + BUCKET + "/" + name + "/").build();
  }
}
