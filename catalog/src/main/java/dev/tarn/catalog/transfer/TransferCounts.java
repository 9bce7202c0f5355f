package dev.tarn.catalog.transfer;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** What an export or an import has done so far. */
public final class TransferCounts {

  /** What became of an entity. */
  enum Outcome {
    EXPORTED,
    CREATED,
    REPLACED,
    SKIPPED
  }

  private final Map<Outcome, Map<Section, Long>> counts = new EnumMap<>(Outcome.class);

  void add(Outcome outcome, Section section, int count) {
    if (count > 0) {
      counts
          .computeIfAbsent(outcome, absent -> new EnumMap<>(Section.class))
          .merge(section, (long) count, Long::sum);
    }
  }

  /** One line such as {@code created 2 databases, 1 table; skipped 3 partitions}. */
  public String describe() {
    StringJoiner all = new StringJoiner("; ");
    counts.forEach((outcome, bySection) -> {
      StringJoiner entities = new StringJoiner(", ");
      bySection.forEach((section, count) -> entities.add(count + " " + section.noun(count)));
      all.add(outcome.name().toLowerCase(Locale.ROOT) + " " + entities);
    });
    return counts.isEmpty() ? "nothing" : all.toString();
  }
}
