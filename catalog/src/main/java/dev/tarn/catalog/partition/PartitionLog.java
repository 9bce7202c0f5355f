package dev.tarn.catalog.partition;

import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.storage.AppendLog;
import dev.tarn.storage.AtomicFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The partitions of one table on disk: an append-only log of changes, rewritten to the partitions
 * that there are once most of it is history. The table's lock guards it.
 */
final class PartitionLog {
  private static final int ALWAYS_ALLOWED_LINES = 1000;

  private final AppendLog log;
  private final AwsJsonCodec codec;
  private final Set<Integer> writtenShapes = new HashSet<>();
  private int lines;

  PartitionLog(Path file, AtomicFiles files, AwsJsonCodec codec) {
    this.log = new AppendLog(file, files);
    this.codec = codec;
  }

  /** Reads every change that is kept, in order. */
  void replay(PartitionFactory factory, Consumer<PartitionChange> changes) throws IOException {
    PartitionLineReader reader = new PartitionLineReader(log.file(), codec, factory, changes);
    log.replay(reader);
    lines = reader.lines();
    factory.shapeIds().forEach(writtenShapes::add);
  }

  /** Keeps the changes: all of them when it returns, none when it throws. */
  void append(List<PartitionChange> changes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * changes.size());
    try (PartitionLines out = new PartitionLines(bytes, codec, writtenShapes)) {
      if (lines == 0) {
        out.header();
      }
      for (PartitionChange change : changes) {
        out.write(change);
      }
      out.flush();
      log.append(ByteBuffer.wrap(bytes.toByteArray()));
      writtenShapes.addAll(out.newShapes());
    }
    lines += changes.size() + 1;
  }

  /** Whether the log has grown far beyond what it has to say. */
  boolean needsCompaction(int livePartitions) {
    return lines > 2 * livePartitions + ALWAYS_ALLOWED_LINES;
  }

  /** Rewrites the log so that it says just the given partitions. */
  void compact(Collection<StoredPartition> partitions) throws IOException {
    Set<Integer> shapes = new HashSet<>();
    log.rewrite(stream -> {
      try (PartitionLines out = new PartitionLines(stream, codec, Set.of())) {
        out.header();
        for (StoredPartition partition : partitions) {
          out.write(new PartitionChange.Put(partition));
        }
        shapes.addAll(out.newShapes());
      }
    });
    writtenShapes.clear();
    writtenShapes.addAll(shapes);
    lines = 1 + partitions.size() + shapes.size();
  }

  @Override
  public String toString() {
    return log.file().toString();
  }
}
