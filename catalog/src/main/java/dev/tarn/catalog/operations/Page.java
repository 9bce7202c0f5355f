package dev.tarn.catalog.operations;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param nextToken null on the last page
 */
record Page<T>(List<T> items, @Nullable String nextToken) {

  /** The first items that match, up to the page's size. */
  static <T> Page<T> of(
      String operation,
      Iterator<T> source,
      Predicate<T> matches,
      int size,
      Function<T, List<String>> position) {
    List<T> items = new ArrayList<>();
    while (source.hasNext()) {
      T item = source.next();
      if (!matches.test(item)) {
        continue;
      }
      if (items.size() == size) {
        return new Page<>(items, PageToken.encode(operation, position.apply(items.getLast())));
      }
      items.add(item);
    }
    return new Page<>(items, null);
  }

  /**
   * The entries of a map by name that match, after the one that the token names.
   *
   * @param size at most so many items
   */
  static <V> Page<V> byName(
      String operation,
      NavigableMap<String, V> source,
      @Nullable String token,
      int size,
      Predicate<Map.Entry<String, V>> matches) {
    String after = PageToken.decodeName(operation, token);
    NavigableMap<String, V> rest = after == null ? source : source.tailMap(after, false);
    Page<Map.Entry<String, V>> entries =
        of(operation, rest.entrySet().iterator(), matches, size, e -> List.of(e.getKey()));
    return new Page<>(entries.map(Map.Entry::getValue), entries.nextToken());
  }

  /** The page's size: what the caller asks for, or else the operation's own. */
  static int size(@Nullable Integer maxResults, int otherwise) {
    return maxResults == null ? otherwise : maxResults;
  }

  <R> List<R> map(Function<T, R> mapping) {
    return items.stream().map(mapping).toList();
  }
}
