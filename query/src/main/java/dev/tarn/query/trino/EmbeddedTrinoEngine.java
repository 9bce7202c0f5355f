package dev.tarn.query.trino;

import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineState;
import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.query.trino.file.ObjectFileSystemFactory;
import dev.tarn.query.trino.iceberg.IcebergEntries;
import dev.tarn.storage.ObjectStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;

/** The engine as a Trino in this JVM, started in a background thread. */
public final class EmbeddedTrinoEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTrinoEngine.class);

  private final GlueClient glue;
  private final ObjectStore objects;
  private final EmbeddedTrinoConfig config;
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile Boot boot = new Boot.Running();
  private boolean closed;

  /** How the start went, with what only a successful one has. */
  private sealed interface Boot {
    record Running() implements Boot {}

    record Done(TrinoServer server, QueryServices services, Duration took) implements Boot {}

    record Failed(String reason) implements Boot {}
  }

  private EmbeddedTrinoEngine(GlueClient glue, ObjectStore objects, EmbeddedTrinoConfig config) {
    this.glue = glue;
    this.objects = objects;
    this.config = config;
  }

  /** Returns at once; {@link #state()} tells when queries can run. */
  public static EmbeddedTrinoEngine start(
      GlueClient glue, ObjectStore objects, EmbeddedTrinoConfig config) {
    var engine = new EmbeddedTrinoEngine(glue, objects, config);
    Thread.ofPlatform().name("trino-boot").daemon().start(engine::boot);
    return engine;
  }

  private void boot() {
    long begin = System.nanoTime();
    EngineLogging.quiet();
    try {
      var writtenFiles = new WrittenFiles();
      var files = new ObjectFileSystemFactory(objects, writtenFiles);
      var unloads = new UnloadTables();
      var entries =
          new IcebergEntries(glue, new IcebergTables(() -> objects, IdGenerator.random()));
      var server =
          TrinoServer.start(
              config, new LakePlugin(glue, files, config.warehouse(), unloads, entries));
      decide(
          new Boot.Done(
              server,
              QueryServices.of(server, writtenFiles, unloads),
              Duration.ofNanos(System.nanoTime() - begin)));
    } catch (RuntimeException | Error e) {
      LOG.error("The embedded Trino did not start", e);
      decide(new Boot.Failed("The query engine did not start: " + e.getMessage()));
    }
  }

  private void decide(Boot outcome) {
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        boot = outcome;
      }
    }
    if (late && outcome instanceof Boot.Done done) {
      done.server().close();
    }
    decided.countDown();
  }

  @Override
  public EngineState state() {
    return switch (boot) {
      case Boot.Running() -> new EngineState.Starting();
      case Boot.Done done -> new EngineState.Ready(done.took());
      case Boot.Failed(String reason) -> new EngineState.Failed(reason);
    };
  }

  @Override
  public EngineQuery submit(EngineRequest request) {
    try {
      decided.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TrinoFailures.cancelled();
    }
    return switch (boot) {
      case Boot.Done done -> new TrinoQuery(done.services(), request);
      case Boot.Failed(String reason) -> throw TrinoFailures.unavailable(reason);
      case Boot.Running() -> throw TrinoFailures.unavailable("The query engine is closed");
    };
  }

  @Override
  public void close() {
    Boot before;
    synchronized (this) {
      closed = true;
      before = boot;
      boot = new Boot.Failed("The query engine is closed");
    }
    decided.countDown();
    if (before instanceof Boot.Done done) {
      done.server().close();
    }
  }
}
