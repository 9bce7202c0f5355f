package dev.tarn.catalog.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** A compiled filter over the partitions of tables with the same partition keys. Immutable. */
public final class PartitionFilter {
  private static final PartitionFilter NONE = new PartitionFilter(new Condition.Constant(true), 0);

  private final Condition condition;
  private final int keyCount;
  private final Map<Integer, KeyInterval> intervals = new HashMap<>();

  private PartitionFilter(Condition condition, int keyCount) {
    this.condition = condition;
    this.keyCount = keyCount;
    collectIntervals(condition);
  }

  /** Accepts everything. */
  public static PartitionFilter none() {
    return NONE;
  }

  /**
   * Understands an expression.
   *
   * @throws InvalidInputException in AWS's words
   */
  public static PartitionFilter compile(String expression, List<Column> keys) {
    return new PartitionFilter(ExpressionCompiler.compile(expression, keys), keys.size());
  }

  /**
   * Whether the partition with these values is asked for.
   *
   * @throws software.amazon.awssdk.services.glue.model.InvalidStateException when a value is none
   *     of its key's type
   */
  public boolean accepts(List<String> values) {
    return condition.test(values);
  }

  /** What values the key at the position can have in accepted partitions, if that is limited. */
  public Optional<KeyInterval> interval(int position) {
    return Optional.ofNullable(intervals.get(position));
  }

  /**
   * The values that the first keys have in every accepted partition, as far as the filter says so.
   * Only of text keys: other keys' values can be written in several ways.
   */
  public List<String> leadingValues() {
    List<String> leading = new ArrayList<>();
    for (int i = 0; i < keyCount; i++) {
      KeyInterval interval = intervals.get(i);
      if (interval != null && interval.isPoint() && interval.low() instanceof CodePointText text) {
        leading.add(text.text());
      } else {
        break;
      }
    }
    return leading;
  }

  private void collectIntervals(Condition part) {
    switch (part) {
      case Condition.And(Condition left, Condition right) -> {
        collectIntervals(left);
        collectIntervals(right);
      }
      case Condition.Between(PartitionKey key, Comparable<?> low, Comparable<?> high) ->
          limit(key, new KeyInterval(low, high));
      case Condition.Compare(PartitionKey key, Comparison comparison, Comparable<?> literal) ->
          limit(
              key,
              switch (comparison) {
                case EQUAL -> new KeyInterval(literal, literal);
                case LESS, LESS_OR_EQUAL -> new KeyInterval(null, literal);
                case GREATER, GREATER_OR_EQUAL -> new KeyInterval(literal, null);
                case NOT_EQUAL -> KeyInterval.ALL;
              });
      case Condition.In(PartitionKey key, Set<Comparable<?>> literals) ->
          limit(key, hull(literals));
      case Condition.Or _, Condition.Not _, Condition.CompareKeys _ -> {}
      case Condition.Like _, Condition.Constant _ -> {}
    }
  }

  private static KeyInterval hull(Set<Comparable<?>> literals) {
    return new KeyInterval(
        Collections.min(literals, KeyType::compare), Collections.max(literals, KeyType::compare));
  }

  private void limit(PartitionKey key, KeyInterval interval) {
    if (!interval.equals(KeyInterval.ALL)) {
      intervals.merge(key.position(), interval, KeyInterval::intersect);
    }
  }
}
