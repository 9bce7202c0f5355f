package dev.tarn.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.ddl.UtilityResult;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.execution.CatalogStatementRunner;
import dev.tarn.query.execution.QueryLimits;
import dev.tarn.query.execution.QueryService;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * Athena on a temporary directory with a fake engine, called through the SDK's client interface.
 */
final class AthenaFixture implements AutoCloseable {
  static final String OUTPUT = "s3://out/results";

  /** The default, but GetQueryExecution answers at once. */
  static final QueryLimits IMPATIENT = QueryLimits.DEFAULT.withPatience(Duration.ZERO);

  final FakeEngine engine = new FakeEngine();
  final LocalObjectStore objects;
  final GlueCatalog glue;
  private final Path directory;
  private final Clock clock;
  private final QueryLimits limits;
  private volatile CatalogStatementRunner catalog =
      statement ->
          UtilityResult.lines(
              List.of(new EngineColumn("database_name", "string")), List.of("a", "b"));
  private AthenaService service;
  private AthenaClient client;

  AthenaFixture(Path directory) throws IOException {
    this(directory, Clock.systemUTC(), IMPATIENT);
  }

  AthenaFixture(Path directory, Clock clock, QueryLimits limits) throws IOException {
    this.directory = directory;
    this.clock = clock;
    this.limits = limits;
    objects = LocalObjectStore.open(directory.resolve("data"), Durability.PROCESS);
    if (!objects.bucketExists("out")) {
      objects.createBucket("out");
    }
    glue =
        GlueCatalog.open(
            directory.resolve("catalog"),
            AwsAccount.DEFAULT,
            clock,
            IdGenerator.random(),
            Durability.PROCESS);
    service = open();
    client = service.operations().inProcessClient(AthenaClient.class);
  }

  private AthenaService open() throws IOException {
    return AthenaService.open(
        directory.resolve("athena"),
        new AthenaService.Environment(
            AwsAccount.DEFAULT,
            glue.client(),
            objects,
            clock,
            IdGenerator.random(),
            Durability.PROCESS,
            limits),
        new QueryService.Executors(
            FakeDialect::parse, engine, statement -> catalog.run(statement)));
  }

  void catalog(CatalogStatementRunner runner) {
    catalog = runner;
  }

  AthenaClient client() {
    return client;
  }

  /** Closes Athena and opens it again on the same files. */
  void restart() throws IOException {
    service.close();
    service = open();
    client = service.operations().inProcessClient(AthenaClient.class);
  }

  String start(String sql) {
    return client.startQueryExecution(request(sql).build()).queryExecutionId();
  }

  static StartQueryExecutionRequest.Builder request(String sql) {
    return StartQueryExecutionRequest.builder()
        .queryString(sql)
        .clientRequestToken(UUID.randomUUID().toString())
        .resultConfiguration(results -> results.outputLocation(OUTPUT));
  }

  /** Runs a query to its end. */
  QueryExecution run(String sql) {
    return finish(start(sql));
  }

  QueryExecution finish(String id) {
    return await(id, execution -> execution.status().completionDateTime() != null);
  }

  QueryExecution awaitRunning(String id) {
    return await(id, execution -> execution.status().state() == QueryExecutionState.RUNNING);
  }

  QueryExecution await(String id, Predicate<QueryExecution> condition) {
    while (true) {
      QueryExecution execution = get(id);
      if (condition.test(execution)) {
        return execution;
      }
      if (execution.status().completionDateTime() != null) {
        throw new AssertionError("ended otherwise: " + execution);
      }
      Thread.onSpinWait();
    }
  }

  QueryExecution get(String id) {
    return client.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
  }

  /** The text of an object. */
  String text(String uri) throws IOException {
    try (SeekableByteChannel channel = objects.read(ObjectKey.parse(uri))) {
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      return new String(bytes.array(), UTF_8);
    }
  }

  /** What S3 keeps with an object. */
  Map<String, String> headers(String uri) throws IOException {
    return objects.get(ObjectKey.parse(uri)).attributes().headers();
  }

  boolean exists(String uri) throws IOException {
    return objects.head(ObjectKey.parse(uri)).isPresent();
  }

  /** Everything under the output location, by key. */
  List<String> written() throws IOException {
    try (var heads = objects.list("out", "", "")) {
      return heads.map(head -> head.key().key()).toList();
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
    glue.close();
  }
}
