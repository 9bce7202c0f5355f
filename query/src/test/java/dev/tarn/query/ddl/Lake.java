package dev.tarn.query.ddl;

import dev.tarn.catalog.GlueCatalog;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.dialect.AthenaDialect;
import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.HiveStatement;
import dev.tarn.storage.Durability;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectWriter;
import dev.tarn.storage.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

/** A catalog and an object store on files, with the dialect and the runner over them. */
final class Lake implements AutoCloseable {
  static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
  static final String BUCKET = "lake";

  private final GlueCatalog catalog;
  private final LocalObjectStore objects;
  private final AthenaDialect dialect;
  private final HiveStatementRunner runner;

  Lake(Path directory) throws IOException {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    IdGenerator ids = IdGenerator.random();
    catalog =
        GlueCatalog.open(
            directory.resolve("catalog"), AwsAccount.DEFAULT, clock, ids, Durability.PROCESS);
    objects = LocalObjectStore.open(directory.resolve("objects"), Durability.PROCESS);
    objects.createBucket(BUCKET);
    dialect = new AthenaDialect(glue(), ids);
    runner = new HiveStatementRunner(glue(), objects, clock, () -> "request-id");
  }

  GlueClient glue() {
    return catalog.client();
  }

  LocalObjectStore objects() {
    return objects;
  }

  UtilityResult run(String sql) throws StatementFailure {
    DialectContext context =
        new DialectContext(
            DialectContext.DEFAULT_CATALOG,
            Optional.of("db"),
            "s3://lake/results/",
            "11111111-2222-4333-8444-555555555555",
            List.of());
    return runner.run((HiveStatement) dialect.parse(sql, context));
  }

  /** The lines that a statement answers. */
  List<String> lines(String sql) throws StatementFailure {
    return run(sql).rows().stream().map(row -> row[0]).toList();
  }

  Table table(String name) {
    return glue().getTable(r -> r.databaseName("db").name(name)).table();
  }

  List<Partition> partitions(String table) {
    return glue().getPartitions(r -> r.databaseName("db").tableName(table)).partitions();
  }

  void put(String key) throws IOException {
    try (ObjectWriter writer =
        objects.write(new ObjectKey(BUCKET, key), WriteOptions.contentType("text/plain"))) {
      writer.write("1\n".getBytes(StandardCharsets.UTF_8));
      writer.commit();
    }
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
