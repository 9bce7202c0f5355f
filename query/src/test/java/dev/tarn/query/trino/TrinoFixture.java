package dev.tarn.query.trino;

import dev.tarn.catalog.GlueCatalog;
import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.iceberg.IcebergEngine;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import dev.tarn.storage.WriteOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.GlueClient;

/** A running engine over empty stores, with short ways to fill them and to ask. */
public final class TrinoFixture implements AutoCloseable {
  public static final String BUCKET = "lake";

  private final Path directory;
  private final ObjectStore objects;
  private final GlueCatalog catalog;
  private final EmbeddedTrinoEngine engine;
  private final AtomicInteger databases = new AtomicInteger();

  private TrinoFixture(
      Path directory, ObjectStore objects, GlueCatalog catalog, EmbeddedTrinoEngine engine) {
    this.directory = directory;
    this.objects = objects;
    this.catalog = catalog;
    this.engine = engine;
  }

  static TrinoFixture start() {
    try {
      Path directory = Files.createTempDirectory("trino-fixture");
      var objects = LocalObjectStore.open(directory.resolve("objects"), Durability.PROCESS);
      objects.createBucket(BUCKET);
      var catalog =
          GlueCatalog.open(
              directory.resolve("catalog"),
              () -> objects,
              AwsAccount.DEFAULT,
              Clock.systemUTC(),
              IdGenerator.random(),
              Durability.PROCESS);
      var config = EmbeddedTrinoConfig.ofThisMachine("s3://" + BUCKET + "/warehouse/");
      var engine = EmbeddedTrinoEngine.start(catalog.client(), objects, config);
      return new TrinoFixture(directory, objects, catalog, engine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public EmbeddedTrinoEngine engine() {
    return engine;
  }

  public GlueClient glue() {
    return catalog.client();
  }

  public ObjectStore objects() {
    return objects;
  }

  /** A new empty database. */
  TestDatabase newDatabase() {
    String name = "db" + databases.incrementAndGet();
    String location = "s3://%s/warehouse/%s/".formatted(BUCKET, name);
    glue().createDatabase(r -> r.databaseInput(d -> d.name(name).locationUri(location)));
    return new TestDatabase(this, name);
  }

  public void put(String key, String content) {
    put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  void put(String key, byte[] content) {
    try (var writer =
        objects.write(new ObjectKey(BUCKET, key), WriteOptions.contentType("text/plain"))) {
      writer.write(content);
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  QueryResult run(String sql) {
    return run(sql, Optional.empty(), Map.of());
  }

  QueryResult run(String sql, Optional<String> database, Map<String, String> sessionProperties) {
    var result = new QueryResult();
    try {
      EngineQuery query = submit(sql, database, sessionProperties);
      result.ended(query.run(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  EngineQuery submit(String sql, Optional<String> database, Map<String, String> sessionProperties) {
    return submit("test", sql, database, sessionProperties);
  }

  EngineQuery submit(
      String queryId,
      String sql,
      Optional<String> database,
      Map<String, String> sessionProperties) {
    return submit(
        new EngineRequest(queryId, sql, EngineCatalogs.VISIBLE, database, sessionProperties));
  }

  EngineQuery submit(EngineRequest request) {
    return new IcebergEngine(engine, glue(), new IcebergTables(this::objects, IdGenerator.random()))
        .submit(request);
  }

  /** The only value that an expression evaluates to. */
  @Nullable String value(String expression) {
    return run("SELECT " + expression).value();
  }

  EngineFailure failure(String sql) {
    return failure(sql, Optional.empty());
  }

  EngineFailure failure(String sql, Optional<String> database) {
    QueryResult result;
    try {
      result = run(sql, database, Map.of());
    } catch (EngineFailure e) {
      return e;
    }
    throw new AssertionError("succeeded: " + result.rows());
  }

  @Override
  public void close() throws IOException {
    engine.close();
    catalog.close();
    try (var files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    }
  }
}
