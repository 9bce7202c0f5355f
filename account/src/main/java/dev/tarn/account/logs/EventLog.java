package dev.tarn.account.logs;

import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.storage.AppendLog;
import dev.tarn.storage.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * The events of one stream: one line each in a file, in the order in which they came; in memory
 * only where each line is. Thread-safe.
 */
final class EventLog {
  private final Path file;
  private final AppendLog log;
  private final AwsJsonCodec codec = new AwsJsonCodec();
  private final List<Entry> entries = new ArrayList<>();
  private long length;
  private long lastIngestion;

  /**
   * Where an event is.
   *
   * @param sequence counts the events of the stream in the order in which they came
   */
  record Entry(long timestamp, int sequence, long offset, int size) implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::timestamp).thenComparingInt(Entry::sequence);

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  private EventLog(Path file, AtomicFiles files) {
    this.file = file;
    this.log = new AppendLog(file, files);
  }

  static EventLog open(Path file, AtomicFiles files) throws IOException {
    EventLog events = new EventLog(file, files);
    events.log.replay((bytes, start, end) -> {
      OutputLogEvent event = events.decode(Arrays.copyOfRange(bytes, start, end));
      events.index(event, end - start);
    });
    return events;
  }

  /** All in one write; on return they are kept. */
  synchronized void append(List<OutputLogEvent> events) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    List<Integer> sizes = new ArrayList<>();
    for (OutputLogEvent event : events) {
      byte[] line = codec.encode(event);
      lines.writeBytes(line);
      lines.write('\n');
      sizes.add(line.length);
    }
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    log.append(ByteBuffer.wrap(lines.toByteArray()));
    for (int i = 0; i < events.size(); i++) {
      index(events.get(i), sizes.get(i));
    }
  }

  private synchronized void index(OutputLogEvent event, int size) {
    Entry entry = new Entry(event.timestamp(), entries.size(), length, size);
    length += size + 1;
    lastIngestion = Math.max(lastIngestion, event.ingestionTime());
    if (entries.isEmpty() || entries.getLast().compareTo(entry) < 0) {
      entries.add(entry);
    } else {
      int at = Collections.binarySearch(entries, entry);
      entries.add(-at - 1, entry);
    }
  }

  /** By time, events of one time in the order in which they came; a copy. */
  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized Optional<Long> firstTimestamp() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getFirst().timestamp());
  }

  synchronized Optional<Long> lastTimestamp() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.getLast().timestamp());
  }

  synchronized Optional<Long> lastIngestion() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(lastIngestion);
  }

  /** In bytes on disk. */
  synchronized long size() {
    return length;
  }

  /** The events at these places. */
  List<OutputLogEvent> read(List<Entry> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      List<OutputLogEvent> events = new ArrayList<>(wanted.size());
      for (Entry entry : wanted) {
        ByteBuffer line = ByteBuffer.allocate(entry.size());
        long position = entry.offset();
        while (line.hasRemaining()) {
          int count = channel.read(line, position);
          if (count < 0) {
            throw new IOException(file + " is shorter than it was");
          }
          position += count;
        }
        events.add(decode(line.array()));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OutputLogEvent decode(byte[] line) {
    return codec.decode(OutputLogEvent.class, line);
  }
}
