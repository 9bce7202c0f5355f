package dev.tarn.query.execution;

import dev.tarn.query.execution.HistoryRecord.Heading;
import dev.tarn.query.execution.Submission.RequestToken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in memory of every query in the history: where its record is, its place in its work
 * group's list, and its request token. Thread-safe for readers beside one writer.
 */
final class HistoryIndex {
  /** One query; {@code live} until it has ended. */
  static final class Entry {
    private final Heading heading;
    private volatile @Nullable Execution live;
    private volatile LogPosition position;

    Entry(Heading heading, LogPosition position, @Nullable Execution live) {
      this.heading = heading;
      this.position = position;
      this.live = live;
    }

    Heading heading() {
      return heading;
    }

    Optional<Execution> live() {
      return Optional.ofNullable(live);
    }

    LogPosition position() {
      return position;
    }

    /** From now on the record at that position says everything. */
    void settle(LogPosition endedAt) {
      position = endedAt;
      live = null;
    }
  }

  /** The query that a request token was used for. */
  record TokenUse(String id, String fingerprint) {}

  private final Map<String, Entry> byId = new ConcurrentHashMap<>();
  private final Map<String, NavigableMap<Long, Entry>> byWorkGroup = new ConcurrentHashMap<>();
  private final Map<String, TokenUse> byToken = new ConcurrentHashMap<>();
  private final Map<String, NavigableMap<Long, Entry>> byReuseKey = new ConcurrentHashMap<>();

  void add(Entry entry) {
    Heading heading = entry.heading();
    byId.put(heading.id(), entry);
    heading
        .token()
        .ifPresent(
            token -> byToken.put(token.token(), new TokenUse(heading.id(), token.fingerprint())));
    heading
        .reuseKey()
        .ifPresent(key ->
            byReuseKey
                .computeIfAbsent(key, same -> new ConcurrentSkipListMap<>())
                .put(heading.sequence(), entry));
    byWorkGroup
        .computeIfAbsent(heading.workGroup(), group -> new ConcurrentSkipListMap<>())
        .put(heading.sequence(), entry);
  }

  Optional<Entry> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<TokenUse> tokenUse(RequestToken token) {
    return Optional.ofNullable(byToken.get(token.token()));
  }

  /** A work group's queries by sequence. */
  NavigableMap<Long, Entry> workGroup(String name) {
    return byWorkGroup.getOrDefault(name, new ConcurrentSkipListMap<>());
  }

  /** The queries with that reuse key, newest first. */
  Collection<Entry> sameQueries(String reuseKey) {
    return byReuseKey
        .getOrDefault(reuseKey, new ConcurrentSkipListMap<>())
        .descendingMap()
        .values();
  }

  Collection<Entry> all() {
    return byId.values();
  }

  /** Forgets queries that were submitted before, if they have ended. */
  void forgetBefore(long submittedMillis) {
    List<Heading> old = new ArrayList<>();
    for (Entry entry : byId.values()) {
      if (entry.heading().submittedMillis() < submittedMillis && entry.live().isEmpty()) {
        old.add(entry.heading());
      }
    }
    for (Heading heading : old) {
      byId.remove(heading.id());
      workGroup(heading.workGroup()).remove(heading.sequence());
      heading.token().ifPresent(token -> byToken.remove(token.token()));
      heading.reuseKey().ifPresent(key -> forget(key, heading.sequence()));
    }
  }

  private void forget(String reuseKey, long sequence) {
    byReuseKey.computeIfPresent(
        reuseKey,
        (key, same) -> {
          same.remove(sequence);
          return same.isEmpty() ? null : same;
        });
  }
}
