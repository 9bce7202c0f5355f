package dev.tarn.catalog.transfer;

import dev.tarn.catalog.transfer.ImportTarget.PartitionAnswer;
import dev.tarn.catalog.transfer.ImportTarget.TableName;
import dev.tarn.catalog.transfer.TransferCounts.Outcome;
import dev.tarn.catalog.transfer.TransferFile.Place;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/** Imports partitions in batches: those of one table that follow each other, up to a hundred. */
final class PartitionImport {
  /** The most that BatchCreatePartition takes. */
  private static final int BATCH_SIZE = 100;

  private final ImportTarget target;
  private final ConflictRule onConflict;
  private final TransferCounts counts;
  private final List<Pending> batch = new ArrayList<>(BATCH_SIZE);
  private @Nullable TableName table;

  /** A partition of the batch, and where it was read. */
  private record Pending(Place place, PartitionInput input) {}

  PartitionImport(ImportTarget target, ConflictRule onConflict, TransferCounts counts) {
    this.target = target;
    this.onConflict = onConflict;
    this.counts = counts;
  }

  /** Takes a partition; it is written with its batch. */
  void add(Place place, TableName into, PartitionInput input) throws TransferException {
    if (batch.size() == BATCH_SIZE || !into.equals(table)) {
      flush();
    }
    table = into;
    batch.add(new Pending(place, input));
  }

  /** Writes what has been added since the last time. */
  void flush() throws TransferException {
    if (table == null || batch.isEmpty()) {
      return;
    }
    try {
      write(table);
    } catch (SdkException | UncheckedIOException e) {
      throw batch
          .getFirst()
          .place()
          .error("partitions of " + table + ": " + TransferException.reason(e), e);
    }
    batch.clear();
  }

  private void write(TableName into) throws TransferException {
    PartitionAnswer created = target.create(into, inputs(batch));
    Set<List<String>> existing = created.existing();
    counts.add(
        Outcome.CREATED,
        Section.PARTITIONS,
        batch.size() - existing.size() - created.refused().size());
    throwIfRefused(created);
    if (existing.isEmpty()) {
      return;
    }
    switch (onConflict) {
      case FAIL -> {
        Pending conflict = first(existing);
        throw CatalogImport.conflict(Section.PARTITIONS, name(conflict), conflict.place());
      }
      case SKIP -> counts.add(Outcome.SKIPPED, Section.PARTITIONS, existing.size());
      case REPLACE -> {
        List<Pending> old = batch.stream().filter(p -> isOneOf(p, existing)).toList();
        PartitionAnswer replaced = target.replace(into, inputs(old));
        counts.add(
            Outcome.REPLACED, Section.PARTITIONS, existing.size() - replaced.refused().size());
        throwIfRefused(replaced);
      }
    }
  }

  private void throwIfRefused(PartitionAnswer answer) throws TransferException {
    if (!answer.refused().isEmpty()) {
      Pending refused = first(answer.refused().keySet());
      String reason = String.valueOf(answer.refused().get(refused.input().values()));
      throw refused.place().error("partition " + name(refused) + ": " + reason, null);
    }
  }

  private static List<PartitionInput> inputs(List<Pending> partitions) {
    return partitions.stream().map(Pending::input).toList();
  }

  private static boolean isOneOf(Pending partition, Set<List<String>> values) {
    return values.contains(partition.input().values());
  }

  private Pending first(Set<List<String>> values) {
    return batch.stream()
        .filter(partition -> isOneOf(partition, values))
        .findFirst()
        .orElse(batch.getFirst());
  }

  private String name(Pending partition) {
    return table + " " + partition.input().values();
  }
}
