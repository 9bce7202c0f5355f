package dev.tarn.server;

import dev.tarn.query.cluster.ClusterConfig;
import dev.tarn.query.cluster.ClusterEngine;
import dev.tarn.query.engine.Engine;
import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.query.trino.EmbeddedTrinoConfig;
import dev.tarn.query.trino.EmbeddedTrinoEngine;
import dev.tarn.server.logging.Logs;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.glue.GlueClient;

/** The one query engine of a server: started for the first services, taken over by later ones. */
final class SharedEngine {
  /** Where a table goes whose database has no location. */
  private static final String WAREHOUSE = "s3://warehouse/";

  private final Optional<ClusterConfig> cluster;
  private final Supplier<Services> services;
  private final ClosingStack parts;
  private final WrittenFiles writtenFiles = new WrittenFiles();
  private final UnloadTables unloads = new UnloadTables();
  private final CompletableFuture<Engine> engine = new CompletableFuture<>();

  /**
   * @param services those of the moment: the engine outlives a reset
   * @param parts where the engine is put to be closed
   */
  SharedEngine(Optional<ClusterConfig> cluster, Supplier<Services> services, ClosingStack parts) {
    this.cluster = cluster;
    this.services = services;
    this.parts = parts;
  }

  /** Where a cluster that runs our queries finds the tables of UNLOAD. */
  UnloadTables unloads() {
    return unloads;
  }

  /**
   * The engine, for services with these objects.
   *
   * @param afterStart runs once, when it has been started
   */
  Engine of(LocalObjectStore store, Runnable afterStart) {
    if (cluster.isPresent()) {
      // The cluster's writers put their files here by S3, so the store sees them come.
      store.observe(writtenFiles::published, writtenFiles::deleted);
    }
    if (!engine.isDone()) {
      engine.complete(parts.add(start()));
      afterStart.run();
    }
    return engine.join();
  }

  private Engine start() {
    Logs.open(); // what it is made of logs by java.util.logging
    if (cluster.isPresent()) {
      return ClusterEngine.start(cluster.get(), writtenFiles, unloads);
    }
    // It outlives a reset: what it is given stands for catalog and objects as they are then.
    GlueClient glue = Current.of(GlueClient.class, () -> services.get().glue());
    ObjectStore objects = Current.of(ObjectStore.class, () -> services.get().objects().join());
    return EmbeddedTrinoEngine.start(glue, objects, EmbeddedTrinoConfig.ofThisMachine(WAREHOUSE));
  }

  /** The engine, once services have it. */
  Engine started() {
    return engine.resultNow();
  }

  /** In a word, for people. */
  String kind() {
    return cluster.map(config -> "trino:" + config).orElse("embedded");
  }
}
