package dev.tarn.account.request;

import dev.tarn.protocol.OpaqueToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One page of a listing in key order, and the token of the next one; the token is absent, never
 * empty, on the last page. A token is the key of the last item, so that it is good after a restart.
 */
public record Page<V>(List<V> items, @Nullable String nextToken) {
  /**
   * What a caller asks for.
   *
   * @param listing what is being listed, see {@link OpaqueToken}
   * @param malformed made for a token of another listing, or of none
   */
  public record Cut(
      String listing,
      @Nullable String token,
      int size,
      Supplier<? extends AwsServiceException> malformed) {}

  /** Cuts a page of the items that match out of a sorted map. */
  public static <V> Page<V> of(NavigableMap<String, V> sorted, Predicate<V> matches, Cut cut) {
    NavigableMap<String, V> rest = sorted;
    if (cut.token() != null) {
      String after = OpaqueToken.decode(cut.listing(), cut.token()).orElseThrow(cut.malformed());
      rest = sorted.tailMap(after, false);
    }
    List<V> items = new ArrayList<>();
    String last = "";
    for (Map.Entry<String, V> entry : rest.entrySet()) {
      if (!matches.test(entry.getValue())) {
        continue;
      }
      if (items.size() == cut.size()) {
        return new Page<>(items, OpaqueToken.encode(cut.listing(), last));
      }
      items.add(entry.getValue());
      last = entry.getKey();
    }
    return new Page<>(items, null);
  }

  /** Whether there is a next page. */
  public boolean hasMore() {
    return nextToken != null;
  }

  public <R> List<R> map(Function<V, R> mapping) {
    return items.stream().map(mapping).toList();
  }
}
