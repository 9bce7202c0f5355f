package dev.tarn.query.ddl;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.dialect.DatabaseStatement;
import dev.tarn.query.dialect.HiveStatement;
import dev.tarn.query.dialect.MetadataStatement;
import dev.tarn.query.dialect.PartitionStatement;
import dev.tarn.query.dialect.RefusedStatement;
import dev.tarn.query.dialect.TableStatement;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.GlueException;

/** Runs Hive-style statements; thread-safe. */
public final class HiveStatementRunner {
  private final DatabaseStatements databases;
  private final TableStatements tables;
  private final PartitionStatements partitions;
  private final MetadataStatements metadata;

  /**
   * Makes a runner over a catalog and its objects.
   *
   * @param ids makes the request ids that some error texts quote
   */
  public HiveStatementRunner(GlueClient glue, ObjectStore objects, Clock clock, IdGenerator ids) {
    Catalog catalog = new Catalog(glue, ids);
    LocationReader locations = new LocationReader(objects);
    this.databases = new DatabaseStatements(glue, catalog);
    this.tables = new TableStatements(glue, catalog, locations, clock);
    this.partitions = new PartitionStatements(glue, catalog, locations);
    this.metadata = new MetadataStatements(catalog, new IcebergReader(objects));
  }

  /**
   * Runs one statement to its end; what it changed is in the catalog when this returns.
   *
   * @throws StatementFailure when the execution is FAILED
   * @throws UncheckedIOException when the disk fails
   */
  public UtilityResult run(HiveStatement statement) throws StatementFailure {
    try {
      return switch (statement) {
        case DatabaseStatement database -> databases.run(database);
        case TableStatement table -> tables.run(table);
        case PartitionStatement partition -> partitions.run(partition);
        case MetadataStatement read -> metadata.run(read);
        case RefusedStatement refused -> throw failure(refused);
      };
    } catch (GlueException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StatementFailure failure(RefusedStatement refused) {
    return new StatementFailure(
        refused.reason(), refused.errorCategory(), refused.errorType(), refused.errorMessage());
  }
}
