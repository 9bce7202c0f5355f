package dev.tarn.query.execution;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.tarn.query.execution.HistoryIndex.Entry;
import dev.tarn.query.execution.HistoryIndex.TokenUse;
import dev.tarn.query.execution.HistoryRecord.Heading;
import dev.tarn.query.execution.Phase.Ended;
import dev.tarn.query.execution.Submission.RequestToken;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.failure.QueryFailure;
import dev.tarn.storage.Durability;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/**
 * Every query of the last 45 days. A query is on disk before its id is answered, and its end before
 * the end can be seen. Queries that have ended are read back from disk, the recent ones from
 * memory.
 */
public final class ExecutionHistory implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionHistory.class);

  /** https://docs.aws.amazon.com/athena/latest/ug/querying.html, "Athena keeps ... for 45 days". */
  private static final int RETENTION_DAYS = 45;

  private static final int RECENT = 1000;

  private final Clock clock;
  private final ExecutionLog log;
  private final HistoryCodec codec = new HistoryCodec();
  private final HistoryIndex index = new HistoryIndex();
  private final Cache<String, EndedExecution> recent =
      CacheBuilder.newBuilder().maximumSize(RECENT).build();

  /** Guards the log and the sequence. */
  private final ReentrantLock writing = new ReentrantLock();

  private long lastSequence;

  /** Since the start. */
  private final Map<QueryExecutionState, LongAdder> ended = new ConcurrentHashMap<>();

  private ExecutionHistory(ExecutionLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Reads the history. Queries that had not ended when the server did are FAILED from now on:
   * whether they did anything is unknown, so they are not run again.
   */
  public static ExecutionHistory open(Path directory, Clock clock, Durability durability)
      throws IOException {
    var history =
        new ExecutionHistory(
            ExecutionLog.open(directory, clock, durability, RETENTION_DAYS), clock);
    history.removeOld();
    Set<String> interrupted = new LinkedHashSet<>();
    history.log.scan((segment, offset, line) -> {
      Heading heading = history.index(segment, offset, line);
      if (heading.ended()) {
        interrupted.remove(heading.id());
      } else {
        interrupted.add(heading.id());
      }
    });
    for (String id : interrupted) {
      history.failInterrupted(id);
    }
    return history;
  }

  private Heading index(LogSegment segment, long offset, byte[] line) throws IOException {
    Heading heading;
    try {
      heading = codec.decodeHeading(line);
    } catch (IOException e) {
      throw new IOException("Unreadable record at byte " + offset + " of " + segment, e);
    }
    lastSequence = Math.max(lastSequence, heading.sequence());
    var position = new LogPosition(segment, offset, line.length);
    Optional<Entry> known = index.find(heading.id());
    if (known.isPresent()) {
      known.get().settle(position);
    } else {
      index.add(new Entry(heading, position, null));
    }
    return heading;
  }

  private void failInterrupted(String id) throws IOException {
    Entry entry = index.find(id).orElseThrow();
    HistoryRecord submitted = codec.decode(log.read(entry.position()));
    var submission =
        new Submission(
            submitted.execution(),
            Instant.ofEpochMilli(entry.heading().submittedMillis()),
            Duration.ZERO,
            false,
            entry.heading().token(),
            entry.heading().reuseKey());
    EndedExecution ended =
        ExecutionView.ended(
            submission,
            new Phase.Queued(),
            Outcome.Failed.of(QueryFailure.interrupted()),
            clock.instant());
    entry.settle(log.append(codec.encode(endedRecord(entry.heading(), ended))));
  }

  /**
   * The query that an equal request with the same token has started.
   *
   * @throws software.amazon.awssdk.services.athena.model.InvalidRequestException when the token was
   *     used for another request
   */
  Optional<String> startedBy(RequestToken token) {
    Optional<TokenUse> use = index.tokenUse(token);
    if (use.isPresent() && !use.get().fingerprint().equals(token.fingerprint())) {
      throw InvalidRequests.invalid(
          InvalidRequests.IDEMPOTENT_PARAMETER_MISMATCH, "Idempotent parameters do not match");
    }
    return use.map(TokenUse::id);
  }

  /**
   * Records a query that was accepted.
   *
   * @return empty when an equal request with the same token has come first
   */
  Optional<Execution> submit(Submission submission) {
    return writing(() -> {
      if (submission.token().flatMap(this::startedBy).isPresent()) {
        return Optional.empty();
      }
      long sequence = lastSequence + 1;
      var heading =
          new Heading(
              false,
              sequence,
              submission.id(),
              submission.workGroup(),
              submission.submitted().toEpochMilli(),
              submission.token(),
              submission.reuseKey());
      var execution = new Execution(submission);
      QueryExecution queued = execution.view(submission.submitted());
      LogPosition position =
          append(
              new HistoryRecord(
                  heading, Optional.empty(), Optional.empty(), Optional.empty(), queued));
      lastSequence = sequence;
      index.add(new Entry(heading, position, execution));
      return Optional.of(execution);
    });
  }

  /**
   * Ends a query, unless it has ended.
   *
   * @param outcome publishes what the query leaves behind and says how it ended; no other end can
   *     happen while it runs
   * @return the phase before, empty when the query had ended
   */
  Optional<Phase> end(Execution execution, Supplier<Outcome> outcome) {
    return execution.end(before -> {
      EndedExecution ended =
          ExecutionView.ended(execution.submission(), before, outcome.get(), clock.instant());
      return new Ended(record(execution, ended));
    });
  }

  private EndedExecution record(Execution execution, EndedExecution ended) {
    String id = execution.submission().id();
    Entry entry = index.find(id).orElseThrow();
    recent.put(id, ended);
    count(ended.execution().status().state());
    try {
      LogPosition position = writing(() -> append(endedRecord(entry.heading(), ended)));
      entry.settle(position);
    } catch (UncheckedIOException e) {
      // The query has ended all the same; it stays in memory and is FAILED after a restart.
      LOG.error("Cannot record the end of query {}", id, e);
    }
    return ended;
  }

  private void count(QueryExecutionState state) {
    ended.computeIfAbsent(state, created -> new LongAdder()).increment();
  }

  /** How many queries are in each state: of those that have ended only since the start. */
  Map<QueryExecutionState, Long> counts() {
    Map<QueryExecutionState, Long> counts = new EnumMap<>(QueryExecutionState.class);
    for (QueryExecutionState state : QueryExecutionState.knownValues()) {
      counts.put(state, ended.getOrDefault(state, new LongAdder()).sum());
    }
    for (Execution execution : live()) {
      QueryExecutionState state =
          execution.phase() instanceof Phase.Running
              ? QueryExecutionState.RUNNING
              : QueryExecutionState.QUEUED;
      counts.merge(state, 1L, Long::sum);
    }
    return counts;
  }

  private static HistoryRecord endedRecord(Heading heading, EndedExecution ended) {
    return new HistoryRecord(
        heading.whenEnded(), ended.result(), ended.rows(), ended.stage(), ended.execution());
  }

  /** What GetQueryExecution shows now. */
  public Optional<QueryExecution> view(String id) {
    return find(id, live -> live.view(clock.instant()), EndedExecution::execution);
  }

  /** The query's end; empty inside when it has not ended. */
  public Optional<Optional<EndedExecution>> ended(String id) {
    return find(
        id,
        live ->
            live.phase() instanceof Ended ended
                ? Optional.of(ended.execution())
                : Optional.<EndedExecution>empty(),
        Optional::of);
  }

  private <T> Optional<T> find(
      String id, Function<Execution, T> ofLive, Function<EndedExecution, T> ofEnded) {
    Optional<Entry> entry = index.find(id);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Optional<Execution> live = entry.get().live();
    return Optional.of(
        live.isPresent() ? ofLive.apply(live.get()) : ofEnded.apply(load(id, entry.get())));
  }

  private EndedExecution load(String id, Entry entry) {
    EndedExecution cached = recent.getIfPresent(id);
    if (cached != null) {
      return cached;
    }
    try {
      HistoryRecord read = codec.decode(log.read(entry.position()));
      var ended = new EndedExecution(read.execution(), read.result(), read.rows(), read.stage());
      recent.put(id, ended);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The query, while it has not ended. */
  Optional<Execution> live(String id) {
    return index.find(id).flatMap(Entry::live);
  }

  /** All queries that have not ended. */
  List<Execution> live() {
    return index.all().stream().flatMap(entry -> entry.live().stream()).toList();
  }

  public boolean contains(String id) {
    return index.find(id).isPresent();
  }

  /**
   * A work group's queries, newest first.
   *
   * @param since only those submitted then or later
   * @param before only those with a lower sequence
   */
  List<Heading> list(String workGroup, Instant since, long before, int limit) {
    Collection<Entry> newestFirst =
        index.workGroup(workGroup).headMap(before, false).descendingMap().values();
    List<Heading> headings = new ArrayList<>();
    for (Entry entry : newestFirst) {
      if (headings.size() == limit || entry.heading().submittedMillis() < since.toEpochMilli()) {
        break;
      }
      headings.add(entry.heading());
    }
    return headings;
  }

  /**
   * The queries with that reuse key that have ended, newest first.
   *
   * @param since only those submitted then or later
   */
  Stream<EndedExecution> sameQueries(String reuseKey, Instant since) {
    return index.sameQueries(reuseKey).stream()
        .filter(entry -> entry.heading().submittedMillis() >= since.toEpochMilli())
        .flatMap(entry -> ended(entry.heading().id()).stream())
        .flatMap(Optional::stream);
  }

  private LogPosition append(HistoryRecord record) {
    try {
      if (log.isNewDay()) {
        removeOld();
      }
      return log.append(codec.encode(record));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeOld() throws IOException {
    LocalDate firstKept = log.removeOld();
    index.forgetBefore(firstKept.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  private <T> T writing(Supplier<T> change) {
    writing.lock();
    try {
      return change.get();
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
