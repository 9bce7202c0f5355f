package dev.tarn.query.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.dialect.RepeatableQuery;
import dev.tarn.query.dialect.TrinoStatement;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseByAgeConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Finds the result of an earlier query that a query may be answered with. Whether the data has
 * changed since is not looked at.
 *
 * <p>https://docs.aws.amazon.com/athena/latest/ug/reusing-query-results.html
 */
final class ResultReuse {
  private static final Duration DEFAULT_AGE = Duration.ofMinutes(60);

  private final ExecutionHistory history;
  private final ObjectStore objects;
  private final Clock clock;

  ResultReuse(ExecutionHistory history, ObjectStore objects, Clock clock) {
    this.history = history;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * What two queries must have in common for one to be answered with the other's result: work
   * group, catalog, database, meaning of the statement, and how results are stored. Empty for
   * statements whose results are not reused.
   */
  static Optional<String> key(
      WorkGroup group,
      DialectContext context,
      ParsedStatement statement,
      ResultConfiguration results) {
    if (!(statement instanceof TrinoStatement query)) {
      return Optional.empty();
    }
    return RepeatableQuery.of(query)
        .map(meaning -> {
          Hasher hasher = Hashing.sha256().newHasher();
          add(hasher, group.name());
          add(hasher, context.catalog().toLowerCase(Locale.ROOT));
          add(hasher, context.database().orElse("").toLowerCase(Locale.ROOT));
          add(hasher, results.toString());
          add(hasher, meaning);
          return hasher.hash().toString();
        });
  }

  private static void add(Hasher hasher, String text) {
    hasher.putInt(text.length()).putString(text, UTF_8);
  }

  /** The newest result that is young enough, when the request wants one. */
  Optional<EndedExecution> find(
      Optional<ResultReuseConfiguration> requested, Optional<String> key, WorkGroup group) {
    Optional<ResultReuseByAgeConfiguration> byAge =
        requested
            .map(ResultReuseConfiguration::resultReuseByAgeConfiguration)
            .filter(age -> Boolean.TRUE.equals(age.enabled()));
    if (byAge.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    Integer minutes = byAge.get().maxAgeInMinutes();
    Duration age = minutes == null ? DEFAULT_AGE : Duration.ofMinutes(minutes);
    Instant oldest = clock.instant().minus(age);
    return history
        .sameQueries(key.get(), group.creationTime())
        .filter(ended -> isUsable(ended.execution(), oldest))
        .findFirst();
  }

  private boolean isUsable(QueryExecution earlier, Instant oldest) {
    return earlier.status().state() == QueryExecutionState.SUCCEEDED
        && !earlier.statistics().resultReuseInformation().reusedPreviousResult()
        && earlier.status().completionDateTime().isAfter(oldest)
        && exists(ObjectKey.parse(earlier.resultConfiguration().outputLocation()));
  }

  private boolean exists(ObjectKey result) {
    try {
      return objects.head(result).isPresent();
    } catch (NoSuchBucketException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
