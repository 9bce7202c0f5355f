package dev.tarn.query.request;

import dev.tarn.protocol.OpaqueToken;
import dev.tarn.query.failure.InvalidRequests;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing in key order, and the token of the next one; the token is absent, never
 * empty, on the last page.
 */
public record Page<V>(List<V> items, @Nullable String nextToken) {
  /**
   * Cuts a page out of a sorted map. Keys must be equal to their text in the map's order.
   *
   * @param listing what is being listed, see {@link OpaqueToken}
   * @param token the request's NextToken
   */
  public static <V> Page<V> of(
      NavigableMap<String, V> sorted, String listing, @Nullable String token, int size) {
    NavigableMap<String, V> rest = sorted;
    if (token != null) {
      rest = sorted.tailMap(position(listing, token), false);
    }
    var items = new ArrayList<V>();
    String last = "";
    Iterator<Map.Entry<String, V>> entries = rest.entrySet().iterator();
    while (items.size() < size && entries.hasNext()) {
      var entry = entries.next();
      items.add(entry.getValue());
      last = entry.getKey();
    }
    return new Page<>(items, entries.hasNext() ? OpaqueToken.encode(listing, last) : null);
  }

  /** Where a token stands; answers with an InvalidRequestException when it is malformed. */
  public static String position(String listing, String token) {
    Optional<String> position = OpaqueToken.decode(listing, token);
    return position.orElseThrow(
        () -> InvalidRequests.invalidInput("The nextPageToken is malformed: " + token));
  }
}
