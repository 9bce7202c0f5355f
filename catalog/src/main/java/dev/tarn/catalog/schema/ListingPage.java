package dev.tarn.catalog.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing in order of its keys. A token names the last key answered, so that changes
 * in between neither repeat nor skip other items.
 *
 * @param nextToken null on the last page
 */
record ListingPage<T>(List<T> items, @Nullable String nextToken) {
  /**
   * <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_ListSchemas.html">Documented</a>.
   */
  private static final int DEFAULT_SIZE = 25;

  /**
   * The page after the one that the token came with.
   *
   * @param key how a key is written into a token and read back from it
   */
  static <K, T> ListingPage<T> of(
      NavigableMap<K, T> source, @Nullable String token, @Nullable Integer size, TokenKey<K> key) {
    NavigableMap<K, T> rest =
        token == null || token.isEmpty() ? source : source.tailMap(decode(token, key), false);
    int most = size == null ? DEFAULT_SIZE : size;
    List<T> items = new ArrayList<>();
    K last = null;
    for (var entry : rest.entrySet()) {
      if (last != null && items.size() == most) {
        return new ListingPage<>(items, encode(key.write().apply(last)));
      }
      items.add(entry.getValue());
      last = entry.getKey();
    }
    return new ListingPage<>(items, null);
  }

  /** How the keys of a listing appear in its tokens. */
  record TokenKey<K>(Function<K, String> write, Function<String, K> read) {}

  <R> List<R> map(Function<T, R> mapping) {
    return items.stream().map(mapping).toList();
  }

  private static String encode(String position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  private static <K> K decode(String token, TokenKey<K> key) {
    try {
      return key.read()
          .apply(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      var invalid = RegistryErrors.invalid("Invalid NextToken.");
      invalid.addSuppressed(e);
      throw invalid;
    }
  }
}
