package dev.tarn.catalog.expression;

import java.util.List;
import java.util.Set;

/** What a filter demands of the values of a partition. */
sealed interface Condition {
  boolean test(List<String> values);

  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean test(List<String> values) {
      return left.test(values) && right.test(values);
    }
  }

  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean test(List<String> values) {
      return left.test(values) || right.test(values);
    }
  }

  record Not(Condition condition) implements Condition {
    @Override
    public boolean test(List<String> values) {
      return !condition.test(values);
    }
  }

  /** A key compared with a literal. */
  record Compare(PartitionKey key, Comparison comparison, Comparable<?> literal)
      implements Condition {
    @Override
    public boolean test(List<String> values) {
      return comparison.accepts(KeyType.compare(key.valueOf(values), literal));
    }
  }

  /** Two keys of one type compared with each other. */
  record CompareKeys(PartitionKey left, Comparison comparison, PartitionKey right)
      implements Condition {
    @Override
    public boolean test(List<String> values) {
      return comparison.accepts(KeyType.compare(left.valueOf(values), right.valueOf(values)));
    }
  }

  record In(PartitionKey key, Set<Comparable<?>> literals) implements Condition {
    @Override
    public boolean test(List<String> values) {
      return literals.contains(key.valueOf(values));
    }
  }

  /** Both bounds belong to the range. */
  record Between(PartitionKey key, Comparable<?> low, Comparable<?> high) implements Condition {
    @Override
    public boolean test(List<String> values) {
      Comparable<?> value = key.valueOf(values);
      return KeyType.compare(value, low) >= 0 && KeyType.compare(value, high) <= 0;
    }
  }

  record Like(PartitionKey key, LikePattern pattern) implements Condition {
    @Override
    public boolean test(List<String> values) {
      return pattern.matches(key.textOf(values));
    }
  }

  /** What does not depend on the partition. */
  record Constant(boolean result) implements Condition {
    @Override
    public boolean test(List<String> values) {
      return result;
    }
  }
}
