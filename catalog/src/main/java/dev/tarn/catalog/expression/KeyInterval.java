package dev.tarn.catalog.expression;

import org.jspecify.annotations.Nullable;

/**
 * The values that a key can have at all in partitions that a filter accepts.
 *
 * @param low the smallest, itself included; null for no bound
 * @param high the largest, itself included; null for no bound
 */
public record KeyInterval(@Nullable Comparable<?> low, @Nullable Comparable<?> high) {
  static final KeyInterval ALL = new KeyInterval(null, null);

  /** Whether there is just one such value. */
  public boolean isPoint() {
    return low != null && high != null && KeyType.compare(low, high) == 0;
  }

  /** Whether the value is in the interval. */
  public boolean contains(Comparable<?> value) {
    return (low == null || KeyType.compare(value, low) >= 0)
        && (high == null || KeyType.compare(value, high) <= 0);
  }

  KeyInterval intersect(KeyInterval other) {
    Comparable<?> newLow = low;
    if (newLow == null || (other.low != null && KeyType.compare(other.low, newLow) > 0)) {
      newLow = other.low;
    }
    Comparable<?> newHigh = high;
    if (newHigh == null || (other.high != null && KeyType.compare(other.high, newHigh) < 0)) {
      newHigh = other.high;
    }
    return new KeyInterval(newLow, newHigh);
  }
}
