package dev.tarn.query.trino.iceberg;

import com.google.inject.Inject;
import com.google.inject.Provider;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.plugin.iceberg.ForIcebergFileDelete;
import io.trino.plugin.iceberg.ForIcebergPlanning;
import io.trino.plugin.iceberg.procedure.RemoveOrphanFiles;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.procedure.Procedure;
import io.trino.spi.type.VarcharType;
import java.lang.invoke.MethodHandles;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.iceberg.BaseTable;
import org.jspecify.annotations.Nullable;

/**
 * VACUUM: drops snapshots that are older than the table's properties allow, with the files that
 * only they need, then files of that age that no snapshot knows.
 */
// https://docs.aws.amazon.com/athena/latest/ug/vacuum-statement.html
public final class VacuumProcedure implements Provider<Procedure> {
  private static final String MAXIMUM_AGE = "vacuum_max_snapshot_age_seconds";
  private static final String MINIMUM_COUNT = "vacuum_min_snapshots_to_keep";
  private static final long FIVE_DAYS = 432_000;

  private final TableLoader tables;
  private final TrinoFileSystemFactory files;
  private final ExecutorService planning;
  private final ExecutorService deleting;

  @Inject
  VacuumProcedure(
      TableLoader tables,
      TrinoFileSystemFactory files,
      @ForIcebergPlanning ExecutorService planning,
      @ForIcebergFileDelete ExecutorService deleting) {
    this.tables = tables;
    this.files = files;
    this.planning = planning;
    this.deleting = deleting;
  }

  @Override
  public Procedure get() {
    try {
      return new Procedure(
          "system",
          "vacuum",
          List.of(
              new Procedure.Argument("SCHEMA_NAME", VarcharType.VARCHAR),
              new Procedure.Argument("TABLE_NAME", VarcharType.VARCHAR)),
          MethodHandles.lookup()
              .unreflect(
                  VacuumProcedure.class.getMethod(
                      "vacuum", ConnectorSession.class, String.class, String.class))
              .bindTo(this));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Called by the engine. */
  public void vacuum(ConnectorSession session, String schema, String name) {
    var table = new SchemaTableName(schema, name);
    BaseTable iceberg = tables.load(session, table);
    requireFolder(iceberg.location());
    long age = number(iceberg, MAXIMUM_AGE, FIVE_DAYS);
    Instant expiry = session.getStart().minusSeconds(age);
    iceberg
        .expireSnapshots()
        .expireOlderThan(expiry.toEpochMilli())
        .retainLast(Math.toIntExact(number(iceberg, MINIMUM_COUNT, 1)))
        .planWith(planning)
        .commit();
    iceberg.refresh();
    if (iceberg.currentSnapshot() != null) {
      RemoveOrphanFiles.removeOrphanFiles(
          iceberg, files.create(session), planning, deleting, table, expiry);
    }
  }

  private static void requireFolder(String location) {
    if (Location.of(location).path().isEmpty()) {
      throw new TrinoException(
          StandardErrorCode.GENERIC_INTERNAL_ERROR,
          "Path missing in file system location: " + location);
    }
  }

  private static long number(BaseTable table, String property, long otherwise) {
    @Nullable String value = table.properties().get(property);
    try {
      long number = value == null ? otherwise : Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(property, value, e);
    }
    throw invalid(property, value, null);
  }

  private static TrinoException invalid(
      String property, @Nullable String value, @Nullable Throwable cause) {
    return new TrinoException(
        StandardErrorCode.INVALID_TABLE_PROPERTY,
        "Invalid value of table property %s: %s".formatted(property, value),
        cause);
  }
}
