package dev.tarn.query.execution;

import dev.tarn.storage.Durability;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The history on disk: an append-only file for every day (UTC), whole files removed when their day
 * is over by the retention. Not thread-safe, except for reading.
 */
final class ExecutionLog implements Closeable {
  private static final String SUFFIX = ".jsonl";

  private final Path directory;
  private final Clock clock;
  private final Durability durability;
  private final int retentionDays;
  private final NavigableMap<LocalDate, LogSegment> segments = new TreeMap<>();

  private ExecutionLog(Path directory, Clock clock, Durability durability, int retentionDays) {
    this.directory = directory;
    this.clock = clock;
    this.durability = durability;
    this.retentionDays = retentionDays;
  }

  static ExecutionLog open(Path directory, Clock clock, Durability durability, int retentionDays)
      throws IOException {
    Files.createDirectories(directory);
    var log = new ExecutionLog(directory, clock, durability, retentionDays);
    for (Path file : files(directory)) {
      Optional<LocalDate> day = day(file);
      if (day.isPresent()) {
        log.segments.put(day.get(), LogSegment.open(day.get(), file, durability));
      }
    }
    return log;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static Optional<LocalDate> day(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(name.substring(0, name.length() - SUFFIX.length())));
    } catch (DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }

  /** Visits every record, oldest day first. */
  void scan(LogSegment.RecordVisitor visitor) throws IOException {
    for (LogSegment segment : segments.values()) {
      segment.scan(visitor);
    }
  }

  LogPosition append(byte[] line) throws IOException {
    return today().append(line);
  }

  byte[] read(LogPosition position) throws IOException {
    return position.segment().read(position);
  }

  /** Whether the next record starts a new day's file, so that old ones may have to go. */
  boolean isNewDay() {
    return segments.isEmpty() || segments.lastKey().isBefore(day());
  }

  /** Removes the files of days that are over by the retention; returns the first day kept. */
  LocalDate removeOld() throws IOException {
    LocalDate firstKept = day().minusDays(retentionDays);
    NavigableMap<LocalDate, LogSegment> old = segments.headMap(firstKept, false);
    for (LogSegment segment : old.values()) {
      segment.delete();
    }
    old.clear();
    return firstKept;
  }

  private LogSegment today() throws IOException {
    LocalDate day = day();
    // The clock may be set back: appending to the newest file keeps records in order.
    if (!isNewDay()) {
      return segments.lastEntry().getValue();
    }
    LogSegment created = LogSegment.open(day, directory.resolve(day + SUFFIX), durability);
    segments.put(day, created);
    return created;
  }

  private LocalDate day() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  @Override
  public void close() throws IOException {
    for (LogSegment segment : segments.values()) {
      segment.close();
    }
  }
}
