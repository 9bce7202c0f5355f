package dev.tarn.query.cluster;

import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.IonTables;
import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.engine.VacuumCall;
import dev.tarn.query.engine.WrittenFiles;
import io.trino.client.StatementClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine as a Trino cluster that somebody else runs. A thread looks again and again whether the
 * cluster answers and has the catalogs; {@link #state()} is what it saw last, so that a cluster
 * that goes away and comes back is used again.
 */
public final class ClusterEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterEngine.class);

  private final ClusterConfig config;
  private final TrinoConnection connection;
  private final WrittenFiles writtenFiles;
  private final UnloadTables unloads;
  private final Set<ClusterQuery> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch decided = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final long begin = System.nanoTime();
  private volatile EngineState state = new EngineState.Starting();

  private ClusterEngine(ClusterConfig config, WrittenFiles writtenFiles, UnloadTables unloads) {
    this.config = config;
    this.connection = new TrinoConnection(config);
    this.writtenFiles = writtenFiles;
    this.unloads = unloads;
  }

  /**
   * Returns at once; {@link #state()} tells when queries can run.
   *
   * @param writtenFiles is told of every object that anybody writes or deletes
   * @param unloads answers the cluster's calls of Glue for their database
   */
  public static ClusterEngine start(
      ClusterConfig config, WrittenFiles writtenFiles, UnloadTables unloads) {
    var engine = new ClusterEngine(config, writtenFiles, unloads);
    Thread.ofPlatform().name("trino-cluster-probe").daemon().start(engine::probeUntilClosed);
    return engine;
  }

  private void probeUntilClosed() {
    try {
      do {
        EngineState seen = probe();
        if (!(seen instanceof EngineState.Starting)) {
          change(seen);
        }
      } while (!closed.await(config.probeInterval().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private EngineState probe() {
    @Nullable String trouble;
    try {
      trouble = connection.isStarted() ? missingCatalog() : "it is still starting";
    } catch (IOException | EngineFailure e) {
      trouble = String.valueOf(e.getMessage());
    }
    if (trouble == null) {
      return state instanceof EngineState.Ready ? state : new EngineState.Ready(sinceBegin());
    }
    boolean patient = decided.getCount() > 0 && sinceBegin().compareTo(config.patience()) < 0;
    return patient
        ? new EngineState.Starting()
        : new EngineState.Failed("The Trino cluster at " + config + " cannot be used: " + trouble);
  }

  /** Says which catalog the cluster lacks; looked up only until it has been found once. */
  private @Nullable String missingCatalog() {
    if (state instanceof EngineState.Ready) {
      return null;
    }
    Set<String> catalogs = new Catalogs(connection).names();
    for (String needed : Set.of(EngineCatalogs.VISIBLE, EngineCatalogs.ICEBERG)) {
      if (!catalogs.contains(needed)) {
        return "it has no catalog '" + needed + "'";
      }
    }
    return null;
  }

  private void change(EngineState seen) {
    if (!seen.getClass().equals(state.getClass())) {
      LOG.info("The Trino cluster at {}: {}", config, seen);
    }
    state = closed.getCount() == 0 ? new EngineState.Failed("The query engine is closed") : seen;
    decided.countDown();
  }

  private Duration sinceBegin() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public EngineState state() {
    return state;
  }

  @Override
  public EngineQuery submit(EngineRequest request) {
    try {
      decided.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClusterFailures.cancelled();
    }
    if (state instanceof EngineState.Failed(String reason)) {
      throw ClusterFailures.unavailable(reason, Optional.empty());
    }
    if (request.sql().contains(IonTables.MARK)) {
      // Without rows the cluster would make the table, as one of another format.
      throw ClusterFailures.notSupported("A Trino cluster does not write Ion tables");
    }
    Optional<VacuumCall> vacuum = VacuumCall.of(request.sql());
    return vacuum.isPresent()
        ? ClusterVacuum.start(vacuum.get(), request, this::start)
        : start(request);
  }

  private EngineQuery start(EngineRequest request) {
    unloads.begin(request.queryId());
    StatementClient client;
    try {
      client = connection.start(request);
    } catch (RuntimeException e) {
      unloads.forget(request.queryId());
      // The client library has no type of its own for a cluster that does not answer.
      throw ClusterFailures.unreachable(config, e);
    }
    var query = new ClusterQuery(config, client, writtenFiles, ended -> forget(ended, request));
    running.add(query);
    return query;
  }

  private void forget(ClusterQuery ended, EngineRequest request) {
    running.remove(ended);
    unloads.forget(request.queryId());
  }

  @Override
  public void close() {
    closed.countDown();
    state = new EngineState.Failed("The query engine is closed");
    decided.countDown();
    running.forEach(EngineQuery::cancel);
    connection.close();
  }
}
