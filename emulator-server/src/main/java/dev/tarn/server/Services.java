package dev.tarn.server;

import dev.tarn.account.AccountServices;
import dev.tarn.catalog.GlueCatalog;
import dev.tarn.http.RequestHandler;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationTable;
import dev.tarn.query.AthenaService;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.execution.QueryPace;
import dev.tarn.server.http.AwsJsonHandler;
import dev.tarn.server.http.AwsQueryHandler;
import dev.tarn.server.http.JsonServices;
import dev.tarn.server.http.OnFirstCall;
import dev.tarn.server.http.RefusedCalls;
import dev.tarn.server.http.Router;
import dev.tarn.server.http.ServiceTable;
import dev.tarn.server.http.UnknownServiceHandler;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.s3.S3Endpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GlueRequest;
import software.amazon.awssdk.services.glue.model.GlueResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Everything that keeps something in the data directory, and the way requests take to it. A reset
 * closes it and opens another one; port and engine go on.
 */
final class Services implements AutoCloseable {
  private final TarnConfig config;
  private final Clock clock;
  private final IdGenerator ids;
  private final QueryPace pace;
  private final UnloadTables unloads;
  private final AccountServices account;
  private final ClosingStack parts = new ClosingStack();

  /** What background threads are at work on; nothing can be closed before they have ended. */
  private final Queue<CompletableFuture<?>> opening = new ConcurrentLinkedQueue<>();

  private final CompletableFuture<GlueCatalog> catalog = new CompletableFuture<>();
  private final CompletableFuture<LocalObjectStore> objects = new CompletableFuture<>();
  private final CompletableFuture<AthenaService> athena = new CompletableFuture<>();
  private final RefusedCalls refused = new RefusedCalls();
  private final JsonServices json;
  private final AwsQueryHandler query;
  private @Nullable GlueClient glue;

  /**
   * @param pace holds queries up, if that is asked for
   * @param unloads where a cluster that runs our queries finds the tables of UNLOAD
   */
  Services(TarnConfig config, Clock clock, IdGenerator ids, QueryPace pace, UnloadTables unloads) {
    this.config = config;
    this.clock = clock;
    this.ids = ids;
    this.pace = pace;
    this.unloads = unloads;
    this.account =
        new AccountServices(
            config.dataDirectory().resolve("account"),
            config.account(),
            clock,
            ids,
            config.durability());
    this.json =
        new JsonServices(
            List.of(
                new JsonServices.Service(
                    "AWSGlue", "glue", ServiceTable.of(catalog.thenApply(this::glueOperations))),
                new JsonServices.Service(
                    "AmazonAthena",
                    "athena",
                    ServiceTable.of(athena.thenApply(AthenaService::operations))),
                new JsonServices.Service(
                    "TrentService", "kms", ServiceTable.onFirstCall(account::kms)),
                new JsonServices.Service(
                    "Logs_20140328", "logs", ServiceTable.onFirstCall(account::logs))));
    this.query =
        new AwsQueryHandler(
            List.of(
                new AwsQueryHandler.Service(
                    "sts", "2011-06-15", ServiceTable.onFirstCall(account::sts)),
                new AwsQueryHandler.Service(
                    "iam", "2010-05-08", ServiceTable.onFirstCall(account::iam)),
                new AwsQueryHandler.Service(
                    "ec2", "2016-11-15", ServiceTable.onFirstCall(account::ec2))),
            refused);
  }

  /** What Glue's clients call; one of them may be the cluster that runs our queries. */
  private OperationTable glueOperations(GlueCatalog opened) {
    OperationTable operations = opened.operations();
    return config.cluster().isEmpty()
        ? operations
        : operations.behind((request, next) ->
            unloads.call((GlueRequest) request, asked -> (GlueResponse) next.apply(asked)));
  }

  /** Begins to open catalog and objects side by side. */
  void open() {
    Path data = config.dataDirectory();
    inBackground("catalog", catalog, () -> openCatalog(data.resolve("catalog")));
    inBackground("objects", objects, () -> LocalObjectStore.open(data, config.durability()));
  }

  /** Waits until they are open. */
  void awaitStored() throws IOException {
    await(catalog);
    await(objects);
  }

  /**
   * Begins to open Athena on an engine that reads and writes the store.
   *
   * @param before is waited for first
   */
  void openQueries(Runnable before, Function<LocalObjectStore, Engine> engine) {
    inBackground(
        "queries",
        athena,
        () -> {
          before.run();
          return openAthena(engine);
        });
  }

  /** Waits until Athena answers; the engine may still be starting. */
  void awaitQueries() throws IOException {
    await(athena);
  }

  private GlueCatalog openCatalog(Path directory) throws IOException {
    return parts.add(
        GlueCatalog.open(
            directory, objects::join, config.account(), clock, ids, config.durability()));
  }

  private AthenaService openAthena(Function<LocalObjectStore, Engine> engine) throws IOException {
    return parts.add(
        AthenaService.open(
            config.dataDirectory().resolve("athena"),
            config.account(),
            glue(),
            objects.join(),
            engine.apply(objects.join()),
            clock,
            ids,
            config.durability(),
            pace));
  }

  private <T> void inBackground(String name, CompletableFuture<T> result, Callable<T> work) {
    opening.add(result);
    Thread.ofPlatform()
        .name("tarn-open-" + name)
        .daemon()
        .start(() -> {
          try {
            result.complete(work.call());
          } catch (Exception | Error e) {
            result.completeExceptionally(e);
          }
        });
  }

  private static void await(CompletableFuture<?> part) throws IOException {
    try {
      part.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** The way of a request to its service. */
  RequestHandler router(RequestHandler admin) {
    return new Router(
        admin,
        new AwsJsonHandler(json, refused),
        query,
        new OnFirstCall(() -> new S3Endpoint(objects.join(), config.account())::handle),
        new UnknownServiceHandler(json, refused));
  }

  /** How often each operation that is not here has been called, by service and operation. */
  Map<String, Map<String, Long>> refusedCalls() {
    Map<String, Map<String, Long>> all = new TreeMap<>(refused.counts());
    all.putAll(json.refusedCalls());
    all.putAll(query.refusedCalls());
    return all;
  }

  /** How many queries are in each state. */
  Map<QueryExecutionState, Long> queryCounts() {
    AthenaService started = athena.getNow(null);
    return started == null ? Map.of() : started.queryCounts();
  }

  /** A key that IAM or STS made here. */
  Optional<Credentials> accessKey(String accessKeyId) {
    return account.credentials(accessKeyId);
  }

  CompletableFuture<GlueCatalog> catalog() {
    return catalog;
  }

  /** Calls the catalog's operations directly. */
  synchronized GlueClient glue() {
    if (glue == null) {
      glue = catalog.join().client();
    }
    return glue;
  }

  CompletableFuture<LocalObjectStore> objects() {
    return objects;
  }

  CompletableFuture<AthenaService> athena() {
    return athena;
  }

  /** Ends the queries that run and closes everything; what it kept stays where it is. */
  @Override
  public void close() {
    opening.forEach(part -> part.handle((value, failure) -> value).join());
    parts.close();
  }
}
