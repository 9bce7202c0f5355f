package dev.tarn.server;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.cluster.ClusterEngine;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.query.trino.EmbeddedTrinoConfig;
import dev.tarn.query.trino.EmbeddedTrinoEngine;
import dev.tarn.server.fault.FaultPages;
import dev.tarn.server.fault.FaultPlan;
import dev.tarn.server.fault.FaultyClock;
import dev.tarn.server.health.AdminEndpoint;
import dev.tarn.server.health.Health;
import dev.tarn.server.health.HealthPages;
import dev.tarn.server.health.PartState;
import dev.tarn.server.health.ReadOnlyPage;
import dev.tarn.server.health.ResetPage;
import dev.tarn.server.http.EdgeAddress;
import dev.tarn.server.http.EdgeLimits;
import dev.tarn.server.http.HttpEdge;
import dev.tarn.server.http.RequestHandler;
import dev.tarn.server.http.RequestObserver;
import dev.tarn.server.http.Router;
import dev.tarn.server.init.InitDirectory;
import dev.tarn.server.observation.Metrics;
import dev.tarn.server.observation.ObservationPages;
import dev.tarn.server.observation.PrometheusText;
import dev.tarn.server.observation.RequestLog;
import dev.tarn.server.tls.TlsContexts;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;

/** A running server: all parts, wired. */
public final class Tarn implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tarn.class);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /** Where a table goes whose database has no location. */
  private static final String WAREHOUSE = "s3://warehouse/";

  private final TarnConfig config;
  private final FaultyClock clock = new FaultyClock(Clock.systemUTC());
  private final FaultPlan faults = new FaultPlan(clock);
  private final IdGenerator ids = IdGenerator.random();
  private final DataDirectory data;
  private final AdminEndpoint admin;
  private final WrittenFiles writtenFiles = new WrittenFiles();
  private final UnloadTables unloads = new UnloadTables();
  private final ResetGate gate = new ResetGate();
  private final ClosingStack parts = new ClosingStack();
  private final CompletableFuture<Engine> engine = new CompletableFuture<>();
  private final AtomicReference<Services> services;
  private final AtomicReference<RequestHandler> router;
  private final AtomicReference<@Nullable HttpEdge> edge = new AtomicReference<>();
  private final AtomicReference<PartState> init = new AtomicReference<>(new PartState.Ready());
  private final Metrics metrics = new Metrics();
  private final TlsContexts tls;

  private Tarn(TarnConfig config, DataDirectory data) {
    this.config = config;
    this.data = parts.add(data);
    this.services = new AtomicReference<>(new Services(config, clock, ids, faults, unloads));
    this.tls = new TlsContexts(config.edge().tls(), config.dataDirectory().resolve("tls"), clock);
    this.admin = new AdminEndpoint(pages());
    this.router = new AtomicReference<>(services.get().router(admin));
  }

  /**
   * Starts a server. On return the port is open and Glue and S3 answer; the query engine goes on
   * starting, and queries wait for it.
   *
   * @throws IOException when the data directory or the port cannot be had, with a message for users
   */
  public static Tarn start(TarnConfig config) throws IOException {
    Tarn tarn = new Tarn(config, DataDirectory.open(config.dataDirectory()));
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
    if (config.edge().tls().own().isPresent()) {
      tls.prepare(); // better no start than a port that fails later
    }
    Services first = services.get();
    first.open();
    RequestHandler chain =
        EdgeChain.before(
            this::handle, config.edge().auth(), id -> services.get().accessKey(id), faults, clock);
    edge.set(HttpEdge.open(address(), chain, observer()));
    first.awaitStored();
    first.openQueries(this::engineOf);
    runInit();
  }

  private void runInit() {
    if (config.init().isEmpty()) {
      return;
    }
    init.set(new PartState.Starting());
    InitDirectory directory =
        new InitDirectory(config.init().get(), endpoint(), config.account().region());
    Thread.ofVirtual()
        .name("tarn-init")
        .start(() -> {
          try {
            directory.run();
            init.set(new PartState.Ready());
          } catch (InitDirectory.FailedException e) {
            LOG.error("What is to be run at the start failed: {}", e.getMessage());
            init.set(new PartState.Failed(String.valueOf(e.getMessage())));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
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

  private Map<String, RequestHandler> pages() {
    HealthPages health = new HealthPages(Version.current(), this::health);
    ObservationPages observed =
        new ObservationPages(
            metrics, () -> services.get().queryCounts(), () -> services.get().refusedCalls());
    return Map.of(
        "health",
        health.health(),
        "ready",
        health.ready(),
        "metrics",
        ReadOnlyPage.of(PrometheusText.CONTENT_TYPE, observed::metrics),
        "refused",
        ReadOnlyPage.of("application/json", observed::refused),
        "ca.pem",
        ReadOnlyPage.of("application/x-pem-file", () -> Files.readAllBytes(tls.trusted())),
        "faults",
        new FaultPages(faults),
        "reset",
        new ResetPage(this::reset));
  }

  /** What the server says about itself waits for nothing, not even for a reset. */
  private void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getHeader(Router.TARGET_HEADER) == null && Router.isAdmin(request)) {
      admin.handle(request, response);
    } else {
      gate.pass(() -> router.get().handle(request, response));
    }
  }

  /** The engine, started for the first services and taken over by later ones. */
  private Engine engineOf(LocalObjectStore store) {
    if (config.cluster().isPresent()) {
      // The cluster's writers put their files here by S3, so the store sees them come.
      store.observe(writtenFiles::published, writtenFiles::deleted);
    }
    if (!engine.isDone()) {
      engine.complete(parts.add(startEngine()));
      Thread trust = Thread.ofPlatform().name("tarn-open-tls").daemon().start(tls::prepareTrusted);
      parts.add(trust::join); // nobody writes into a directory that is closed
    }
    return engine.join();
  }

  private Engine startEngine() {
    if (config.cluster().isPresent()) {
      return ClusterEngine.start(config.cluster().get(), writtenFiles, unloads);
    }
    // It outlives a reset: what it is given stands for catalog and objects as they are then.
    GlueClient glue = Current.of(GlueClient.class, () -> services.get().glue());
    ObjectStore objects = Current.of(ObjectStore.class, () -> services.get().objects().join());
    return EmbeddedTrinoEngine.start(glue, objects, EmbeddedTrinoConfig.ofThisMachine(WAREHOUSE));
  }

  /**
   * Forgets everything that clients have made here, as if the server had been started on an empty
   * directory. Calls under way are waited for, queries that run are cancelled; the port stays open,
   * and the engine is not started again.
   *
   * @throws IOException when calls that are under way do not end, or the directory cannot be
   *     emptied
   */
  public void reset() throws IOException {
    gate.alone(() -> {
      services.get().close();
      data.empty();
      faults.clear();
      Services next = new Services(config, clock, ids, faults, unloads);
      services.set(next);
      router.set(next.router(admin));
      next.open();
      next.awaitStored();
      next.openQueries(this::engineOf);
    });
  }

  /** What goes wrong on purpose; nothing until something is added. */
  public FaultPlan faults() {
    return faults;
  }

  private Health health() {
    String engineKind = config.cluster().map(cluster -> "trino:" + cluster).orElse("embedded");
    return new Health(endpoint(), catalogState(), engineKind, engineState(), init.get());
  }

  private PartState catalogState() {
    CompletableFuture<?> catalog = services.get().catalog();
    return switch (catalog.state()) {
      case RUNNING -> new PartState.Starting();
      case SUCCESS -> new PartState.Ready();
      case FAILED, CANCELLED -> new PartState.Failed(String.valueOf(catalog.exceptionNow()));
    };
  }

  /** How far the start of the query engine has got. */
  public EngineState engineState() {
    CompletableFuture<?> athena = services.get().athena();
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
    return endpoint(config.host(), opened == null ? config.port() : opened.port());
  }

  /** Where everything is kept. */
  public Path dataDirectory() {
    return config.dataDirectory();
  }

  /** A host that clients on this machine can use, also when the server listens on all addresses. */
  static URI endpoint(String listeningOn, int port) {
    String host =
        switch (listeningOn) {
          case "0.0.0.0", "::", "[::]" -> "localhost";
          default -> listeningOn.contains(":") ? "[" + listeningOn + "]" : listeningOn;
        };
    return URI.create("http://" + host + ":" + port);
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
   * Waits until queries can run, on what is to be loaded at the start.
   *
   * @throws IllegalStateException when the query engine cannot start, or an initial file failed
   */
  public void awaitReady() throws InterruptedException {
    if (awaitEngine() instanceof EngineState.Failed failed) {
      throw new IllegalStateException("The query engine cannot start: " + failed.reason());
    }
    while (init.get() instanceof PartState.Starting) {
      Thread.sleep(POLL_INTERVAL);
    }
    if (init.get() instanceof PartState.Failed failed) {
      throw new IllegalStateException("What is to be run at the start failed: " + failed.reason());
    }
  }

  /** Stops everything, queries that run included. The port is closed first. */
  @Override
  public void close() {
    HttpEdge opened = edge.getAndSet(null);
    if (opened != null) {
      opened.close();
    }
    services.get().close();
    parts.close();
  }
}
