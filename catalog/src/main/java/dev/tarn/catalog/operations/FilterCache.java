package dev.tarn.catalog.operations;

import dev.tarn.catalog.expression.PartitionFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.Column;

/** Keeps the compiled filters of recent calls: every page of a listing repeats its expression. */
final class FilterCache {
  private static final int SIZE = 256;

  private final Map<Key, PartitionFilter> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, PartitionFilter> eldest) {
          return size() > SIZE;
        }
      };

  private record Key(String expression, List<Column> partitionKeys) {}

  /** The filter of the expression, which accepts everything when there is none. */
  PartitionFilter get(@Nullable String expression, List<Column> partitionKeys) {
    if (expression == null || expression.isBlank()) {
      return PartitionFilter.none();
    }
    Key key = new Key(expression, partitionKeys);
    synchronized (recent) {
      PartitionFilter known = recent.get(key);
      if (known != null) {
        return known;
      }
    }
    PartitionFilter compiled = PartitionFilter.compile(expression, partitionKeys);
    synchronized (recent) {
      recent.put(key, compiled);
    }
    return compiled;
  }
}
