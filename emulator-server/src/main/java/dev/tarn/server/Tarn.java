package dev.tarn.server;

import dev.tarn.account.AccountServices;
import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationTable;
import dev.tarn.query.AthenaService;
import dev.tarn.query.cluster.ClusterEngine;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.query.trino.EmbeddedTrinoConfig;
import dev.tarn.query.trino.EmbeddedTrinoEngine;
import dev.tarn.server.health.AdminEndpoint;
import dev.tarn.server.health.Health;
import dev.tarn.server.health.HealthPages;
import dev.tarn.server.health.PartState;
import dev.tarn.server.health.ReadOnlyPage;
import dev.tarn.server.http.AwsJsonHandler;
import dev.tarn.server.http.AwsQueryHandler;
import dev.tarn.server.http.CallNaming;
import dev.tarn.server.http.EdgeAddress;
import dev.tarn.server.http.EdgeLimits;
import dev.tarn.server.http.HttpEdge;
import dev.tarn.server.http.JsonServices;
import dev.tarn.server.http.RefusedCalls;
import dev.tarn.server.http.RequestHandler;
import dev.tarn.server.http.RequestObserver;
import dev.tarn.server.http.Router;
import dev.tarn.server.http.ServiceTable;
import dev.tarn.server.http.UnknownServiceHandler;
import dev.tarn.server.observation.Metrics;
import dev.tarn.server.observation.ObservationPages;
import dev.tarn.server.observation.PrometheusText;
import dev.tarn.server.observation.RequestLog;
import dev.tarn.server.tls.TlsContexts;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.s3.S3Endpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.GlueClient;

/** A running server: all parts, wired. */
public final class Tarn implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /** Where a table goes whose database has no location. */
  private static final String WAREHOUSE = "s3://warehouse/";

  private final TarnConfig config;
  private final AccountServices account;
  private final Clock clock = Clock.systemUTC();
  private final IdGenerator ids = IdGenerator.random();
  private final ClosingStack parts = new ClosingStack();

  /** What background threads are at work on; nothing can be closed before they have ended. */
  private final Queue<CompletableFuture<?>> opening = new ConcurrentLinkedQueue<>();

  private final CompletableFuture<Engine> engine = new CompletableFuture<>();
  private final CompletableFuture<GlueCatalog> catalog = new CompletableFuture<>();
  private final CompletableFuture<LocalObjectStore> objects = new CompletableFuture<>();
  private final CompletableFuture<AthenaService> service = new CompletableFuture<>();
  private final CompletableFuture<OperationTable> athena = new CompletableFuture<>();
  private final AtomicReference<@Nullable HttpEdge> edge = new AtomicReference<>();

  private final Metrics metrics = new Metrics();
  private final TlsContexts tls;

  private Tarn(TarnConfig config) {
    this.config = config;
    this.account =
        new AccountServices(
            config.dataDirectory().resolve("account"),
            config.account(),
            clock,
            ids,
            config.durability());
    this.tls = new TlsContexts(config.edge().tls(), config.dataDirectory().resolve("tls"), clock);
  }

  /**
   * Starts a server. On return the port is open and Glue and S3 answer; the query engine goes on
   * starting, and queries wait for it.
   *
   * @throws IOException when the data directory or the port cannot be had, with a message for users
   */
  public static Tarn start(TarnConfig config) throws IOException {
    Tarn tarn = new Tarn(config);
    try {
      tarn.open();
      return tarn;
    } catch (IOException | RuntimeException e) {
      tarn.close();
      throw e;
    }
  }

  /**
   * Nothing here waits for anything it need not wait for: catalog, objects and port are opened side
   * by side, and the engine, which needs seconds, starts when all of them are there.
   */
  private void open() throws IOException {
    Path data = config.dataDirectory();
    parts.add(DataDirectoryLock.acquire(data));
    if (config.edge().tls().own().isPresent()) {
      tls.prepare(); // better no start than a port that fails later
    }
    inBackground("catalog", catalog, () -> openCatalog(data.resolve("catalog")));
    inBackground("objects", objects, () -> LocalObjectStore.open(data, config.durability()));
    edge.set(HttpEdge.open(address(), new CallNaming(router()), observer()));
    await(catalog);
    await(objects);
    inBackground("queries", athena, this::openQueries);
  }

  private EdgeAddress address() {
    return new EdgeAddress(config.host(), config.port(), EdgeLimits.DEFAULT, tls);
  }

  private RequestObserver observer() throws IOException {
    Optional<String> target = config.edge().requestLog();
    return target.isEmpty()
        ? metrics
        : metrics.and(parts.add(RequestLog.open(target.get(), clock)));
  }

  private GlueCatalog openCatalog(Path directory) throws IOException {
    return parts.add(
        GlueCatalog.open(
            directory, objects::join, config.account(), clock, ids, config.durability()));
  }

  private OperationTable openQueries() throws IOException {
    GlueClient glue = catalog.join().client();
    LocalObjectStore store = objects.join();
    Engine started = parts.add(startEngine(glue, store));
    engine.complete(started);
    AthenaService opened =
        parts.add(
            AthenaService.open(
                config.dataDirectory().resolve("athena"),
                config.account(),
                glue,
                store,
                started,
                clock,
                ids,
                config.durability()));
    service.complete(opened);
    inBackground("tls", new CompletableFuture<Boolean>(), tls::prepareTrusted);
    return opened.operations();
  }

  private Engine startEngine(GlueClient glue, LocalObjectStore store) {
    if (config.cluster().isPresent()) {
      // The cluster's writers put their files here by S3, so the store sees them come.
      var writtenFiles = new WrittenFiles();
      store.observe(writtenFiles::published, writtenFiles::deleted);
      return ClusterEngine.start(config.cluster().get(), writtenFiles);
    }
    return EmbeddedTrinoEngine.start(glue, store, EmbeddedTrinoConfig.ofThisMachine(WAREHOUSE));
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

  private RequestHandler router() {
    JsonServices json =
        new JsonServices(
            List.of(
                new JsonServices.Service(
                    "AWSGlue", "glue", ServiceTable.of(catalog.thenApply(GlueCatalog::operations))),
                new JsonServices.Service("AmazonAthena", "athena", ServiceTable.of(athena)),
                new JsonServices.Service(
                    "TrentService", "kms", ServiceTable.onFirstCall(account::kms))));
    CompletableFuture<S3Endpoint> s3 =
        objects.thenApply(store -> new S3Endpoint(store, config.account()));
    RefusedCalls refused = new RefusedCalls();
    AwsQueryHandler query =
        new AwsQueryHandler(
            List.of(
                new AwsQueryHandler.Service(
                    "sts", "2011-06-15", ServiceTable.onFirstCall(account::sts)),
                new AwsQueryHandler.Service(
                    "iam", "2010-05-08", ServiceTable.onFirstCall(account::iam))),
            refused);
    HealthPages health = new HealthPages(Version.current(), this::health);
    ObservationPages observed =
        new ObservationPages(metrics, this::queryCounts, () -> refusedCalls(json, query, refused));
    return new Router(
        new AdminEndpoint(
            Map.of(
                "health", health.health(),
                "ready", health.ready(),
                "metrics", ReadOnlyPage.of(PrometheusText.CONTENT_TYPE, observed::metrics),
                "refused", ReadOnlyPage.of("application/json", observed::refused),
                "ca.pem",
                    ReadOnlyPage.of(
                        "application/x-pem-file", () -> Files.readAllBytes(tls.trusted())))),
        new AwsJsonHandler(json, refused),
        query,
        (request, response) -> s3.join().handle(request, response),
        new UnknownServiceHandler(json, refused));
  }

  private static Map<String, Map<String, Long>> refusedCalls(
      JsonServices json, AwsQueryHandler query, RefusedCalls elsewhere) {
    Map<String, Map<String, Long>> all = new TreeMap<>(elsewhere.counts());
    all.putAll(json.refusedCalls());
    all.putAll(query.refusedCalls());
    return all;
  }

  private Map<QueryExecutionState, Long> queryCounts() {
    AthenaService started = service.getNow(null);
    return started == null ? Map.of() : started.queryCounts();
  }

  private Health health() {
    String engineKind = config.cluster().map(cluster -> "trino:" + cluster).orElse("embedded");
    return new Health(endpoint(), catalogState(), engineKind, engineState());
  }

  private PartState catalogState() {
    return switch (catalog.state()) {
      case RUNNING -> new PartState.Starting();
      case SUCCESS -> new PartState.Ready();
      case FAILED, CANCELLED -> new PartState.Failed(String.valueOf(catalog.exceptionNow()));
    };
  }

  /** How far the start of the query engine has got. */
  public EngineState engineState() {
    return switch (athena.state()) {
      case RUNNING -> new EngineState.Starting();
      case SUCCESS -> engine.resultNow().state();
      case FAILED, CANCELLED ->
          new EngineState.Failed(String.valueOf(athena.exceptionNow().getMessage()));
    };
  }

  /** Where clients send their requests. */
  public URI endpoint() {
    HttpEdge opened = edge.get();
    int port = opened == null ? config.port() : opened.port();
    return URI.create("http://" + reachableHost() + ":" + port);
  }

  /** A host that clients on this machine can use, also when the server listens on all addresses. */
  private String reachableHost() {
    return switch (config.host()) {
      case "0.0.0.0", "::", "[::]" -> "localhost";
      default -> config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    };
  }

  /** Waits until the engine's start has ended, well or not. */
  public EngineState awaitEngine() throws InterruptedException {
    EngineState state = engineState();
    while (state instanceof EngineState.Starting) {
      Thread.sleep(POLL_INTERVAL);
      state = engineState();
    }
    return state;
  }

  /**
   * Waits until queries can run.
   *
   * @throws IllegalStateException when the query engine cannot start
   */
  public void awaitReady() throws InterruptedException {
    if (awaitEngine() instanceof EngineState.Failed failed) {
      throw new IllegalStateException("The query engine cannot start: " + failed.reason());
    }
  }

  /** Stops everything, queries that run included. The port is closed first. */
  @Override
  public void close() {
    HttpEdge opened = edge.getAndSet(null);
    if (opened != null) {
      opened.close();
    }
    opening.forEach(part -> part.handle((value, failure) -> value).join());
    parts.close();
  }
}
