package dev.tarn.server;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineState;
import dev.tarn.server.fault.FaultPlan;
import dev.tarn.server.fault.FaultyClock;
import dev.tarn.server.health.AdminEndpoint;
import dev.tarn.server.health.Health;
import dev.tarn.server.health.HealthPages;
import dev.tarn.server.health.PartState;
import dev.tarn.server.http.EdgeAddress;
import dev.tarn.server.http.EdgeLimits;
import dev.tarn.server.http.HttpEdge;
import dev.tarn.server.http.RequestObserver;
import dev.tarn.server.http.Router;
import dev.tarn.server.init.InitDirectory;
import dev.tarn.server.observation.Metrics;
import dev.tarn.server.observation.ObservationPages;
import dev.tarn.server.observation.RequestLog;
import dev.tarn.server.tls.TlsContexts;
import dev.tarn.storage.LocalObjectStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A running server: all parts, wired. */
public final class Tarn implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final TarnConfig config;
  private final FaultyClock clock = new FaultyClock(Clock.systemUTC());
  private final FaultPlan faults = new FaultPlan(clock);
  private final IdGenerator ids = IdGenerator.random();
  private final DataDirectory data;
  private final AdminEndpoint admin;
  private final ResetGate gate = new ResetGate();
  private final ClosingStack parts = new ClosingStack();
  private final SharedEngine engine;
  private final AtomicReference<Services> services;
  private final AtomicReference<RequestHandler> router;
  private final AtomicReference<@Nullable HttpEdge> edge = new AtomicReference<>();
  private final InitialFiles init = new InitialFiles();
  private final Metrics metrics = new Metrics();
  private final TlsContexts tls;
  private final FirstAnswer firstAnswer = new FirstAnswer();

  private Tarn(TarnConfig config, DataDirectory data) {
    this.config = config;
    this.data = parts.add(data);
    this.engine = new SharedEngine(config.cluster(), this::services, parts);
    this.services = new AtomicReference<>(newServices());
    this.tls = new TlsContexts(config.edge().tls(), config.dataDirectory().resolve("tls"), clock);
    this.admin = adminPages();
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
    first.openQueries(firstAnswer::await, this::engineOf);
    config
        .init()
        .map(files -> new InitDirectory(files, endpoint(), config.account().region()))
        .ifPresent(init::start);
  }

  private Services newServices() {
    return new Services(config, clock, ids, faults, engine.unloads());
  }

  private Services services() {
    return services.get();
  }

  private EdgeAddress address() {
    return new EdgeAddress(config.host(), config.port(), EdgeLimits.DEFAULT, tls);
  }

  private RequestObserver observer() throws IOException {
    RequestObserver observers = metrics.and(firstAnswer);
    Optional<String> target = config.edge().requestLog();
    return target.isEmpty()
        ? observers
        : observers.and(parts.add(RequestLog.open(target.get(), clock)));
  }

  private AdminEndpoint adminPages() {
    ObservationPages observed =
        new ObservationPages(
            metrics, () -> services.get().queryCounts(), () -> services.get().refusedCalls());
    HealthPages health = new HealthPages(Version.current(), this::health);
    return AdminPages.of(health, observed, tls, faults, this::reset);
  }

  /** What the server says about itself waits for nothing, not even for a reset. */
  private void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    if (request.header(Router.TARGET_HEADER) == null && Router.isAdmin(request)) {
      admin.handle(request, response);
    } else {
      gate.pass(() -> router.get().handle(request, response));
    }
  }

  private Engine engineOf(LocalObjectStore store) {
    return engine.of(store, () -> parts.add(LaterCertificate.start(tls, this::engineState)));
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
      Services next = newServices();
      services.set(next);
      router.set(next.router(admin));
      next.open();
      next.awaitStored();
      next.openQueries(() -> {}, this::engineOf);
    });
  }

  /** What goes wrong on purpose; nothing until something is added. */
  public FaultPlan faults() {
    return faults;
  }

  private Health health() {
    return new Health(endpoint(), catalogState(), engine.kind(), engineState(), init.state());
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
      case SUCCESS -> engine.started().state();
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
    init.await();
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
