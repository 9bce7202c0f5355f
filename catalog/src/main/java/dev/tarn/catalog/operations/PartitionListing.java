package dev.tarn.catalog.operations;

import dev.tarn.catalog.expression.PartitionFilter;
import dev.tarn.catalog.partition.StoredPartition;
import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.TableEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Segment;

/**
 * Finds the partitions that GetPartitions and its unfiltered twin answer, page by page.
 *
 * @param expression the filter; blank for none
 * @param segment the share of the partitions to look at; null for all
 */
record PartitionListing(
    String operation,
    @Nullable String expression,
    @Nullable Segment segment,
    @Nullable String nextToken,
    @Nullable Integer maxResults) {
  private static final int MOST_SEGMENTS = 10;
  private static final int LONGEST_EXPRESSION = 2048;

  /** Checks what the framework checks. */
  void check(Rules rules) {
    rules.constraints().length("expression", expression, 0, LONGEST_EXPRESSION);
    if (segment != null) {
      rules
          .required("segment.segmentNumber", segment.segmentNumber())
          .required("segment.totalSegments", segment.totalSegments());
      rules
          .constraints()
          .range("segment.segmentNumber", segment.segmentNumber(), 0, Integer.MAX_VALUE)
          .range("segment.totalSegments", segment.totalSegments(), 1, MOST_SEGMENTS);
    }
    rules.page(maxResults, Rules.LARGEST_PAGE);
  }

  /** The page of the table's partitions that the request is for. */
  Page<StoredPartition> page(TableEntry entry, FilterCache filters) {
    Predicate<StoredPartition> inSegment = inSegment();
    PartitionFilter filter = filters.get(expression, entry.table().partitionKeys());
    Optional<List<String>> after = PageToken.decode(operation, nextToken);
    return Page.of(
        operation,
        entry.partitions().candidates(filter, after.orElse(null)),
        inSegment.and(partition -> filter.accepts(partition.values())),
        Page.size(maxResults, Rules.LARGEST_PAGE),
        StoredPartition::values);
  }

  private Predicate<StoredPartition> inSegment() {
    if (segment == null) {
      return partition -> true;
    }
    int number = segment.segmentNumber();
    int total = segment.totalSegments();
    if (number >= total) {
      throw CatalogErrors.invalidInput(
          "SegmentNumber " + number + " must be smaller than TotalSegments " + total);
    }
    return partition -> Math.floorMod(partition.values().hashCode(), total) == number;
  }
}
