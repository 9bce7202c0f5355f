package dev.tarn.query.cluster;

import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.engine.EngineColumn;
import dev.tarn.query.engine.EngineFailure;
import dev.tarn.query.engine.EngineQuery;
import dev.tarn.query.engine.EngineRequest;
import dev.tarn.query.engine.EngineStatistics;
import dev.tarn.query.engine.RowSink;
import dev.tarn.query.engine.VacuumCall;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * VACUUM in Trino's own statements: reads the table's settings, drops the snapshots that are older
 * than they allow, then the files of that age that no snapshot knows.
 */
// https://docs.aws.amazon.com/athena/latest/ug/vacuum-statement.html
final class ClusterVacuum implements EngineQuery {
  private static final String MAXIMUM_AGE = "vacuum_max_snapshot_age_seconds";
  private static final String MINIMUM_COUNT = "vacuum_min_snapshots_to_keep";
  private static final long FIVE_DAYS = 432_000;

  /** The connector refuses to keep less than a week unless it is told otherwise. */
  private static final Map<String, String> NO_MINIMUM =
      Map.of(
          EngineCatalogs.ICEBERG + ".expire_snapshots_min_retention", "0s",
          EngineCatalogs.ICEBERG + ".remove_orphan_files_min_retention", "0s");

  private final VacuumCall call;
  private final EngineRequest request;
  private final Function<EngineRequest, EngineQuery> starter;
  private final EngineQuery settings;
  private EngineQuery current;
  private boolean cancelled;

  private ClusterVacuum(
      VacuumCall call, EngineRequest request, Function<EngineRequest, EngineQuery> starter) {
    this.call = call;
    this.request = request;
    this.starter = starter;
    this.settings = starter.apply(step("SELECT key, value FROM " + table("$properties")));
    this.current = settings;
  }

  /**
   * Begins to read the table's settings.
   *
   * @param starter hands one statement over to the cluster
   */
  static ClusterVacuum start(
      VacuumCall call, EngineRequest request, Function<EngineRequest, EngineQuery> starter) {
    return new ClusterVacuum(call, request, starter);
  }

  @Override
  public String engineId() {
    return settings.engineId();
  }

  @Override
  public EngineStatistics run(RowSink sink) throws IOException {
    Map<String, @Nullable String> properties = properties();
    long age = number(properties, MAXIMUM_AGE, FIVE_DAYS);
    long count = number(properties, MINIMUM_COUNT, 1);
    runQuietly(
        "ALTER TABLE %s EXECUTE expire_snapshots(retention_threshold => '%ds', retain_last => %d)"
            .formatted(table(""), age, count));
    runQuietly(
        "ALTER TABLE %s EXECUTE remove_orphan_files(retention_threshold => '%ds')"
            .formatted(table(""), age));
    sink.columns(List.of());
    return statistics();
  }

  private Map<String, @Nullable String> properties() throws IOException {
    Map<String, @Nullable String> properties = new HashMap<>();
    try {
      settings.run(rowsTo(row -> properties.put(String.valueOf(row[0]), row[1])));
    } catch (EngineFailure e) {
      throw e.errorName().equals("TABLE_NOT_FOUND")
          ? ClusterFailures.withoutPosition(
              e,
              "Table '%s.%s.%s' does not exist"
                  .formatted(EngineCatalogs.VISIBLE, call.database(), call.table()))
          : ClusterFailures.withoutPosition(e, e.engineMessage());
    }
    return properties;
  }

  private void runQuietly(String sql) throws IOException {
    EngineQuery next = starter.apply(step(sql));
    synchronized (this) {
      current = next;
      if (cancelled) {
        next.cancel();
      }
    }
    try {
      next.run(rowsTo(row -> {}));
    } catch (EngineFailure e) {
      throw ClusterFailures.withoutPosition(e, e.engineMessage());
    }
  }

  private EngineRequest step(String sql) {
    Map<String, String> session = new HashMap<>(request.sessionProperties());
    session.putAll(NO_MINIMUM);
    return new EngineRequest(
        request.queryId(), sql, EngineCatalogs.ICEBERG, request.schema(), session);
  }

  private String table(String suffix) {
    return "%s.%s.%s"
        .formatted(
            quoted(EngineCatalogs.ICEBERG), quoted(call.database()), quoted(call.table() + suffix));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static long number(
      Map<String, @Nullable String> properties, String property, long otherwise) {
    @Nullable String value = properties.get(property);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw ClusterFailures.invalidProperty(property, value);
    }
    throw ClusterFailures.invalidProperty(property, value);
  }

  @Override
  public synchronized void cancel() {
    cancelled = true;
    current.cancel();
  }

  @Override
  public synchronized EngineStatistics statistics() {
    return current.statistics();
  }

  /** Takes the rows of a statement that the user does not see. */
  private static RowSink rowsTo(Consumer<@Nullable String[]> consumer) {
    return new RowSink() {
      @Override
      public void columns(List<EngineColumn> columns) {}

      @Override
      public void row(@Nullable String[] cells) {
        consumer.accept(cells);
      }
    };
  }
}
