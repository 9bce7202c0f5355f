package dev.tarn.query.result;

import dev.tarn.protocol.OpaqueToken;
import java.util.OptionalLong;

/**
 * The NextToken of GetQueryResults. It carries the byte offset in the result object at which the
 * next page starts, so that a page costs the page and no index has to be kept.
 */
final class PageToken {
  private PageToken() {}

  static String encode(String queryExecutionId, long offset) {
    return OpaqueToken.encode(queryExecutionId, Long.toString(offset));
  }

  /** The offset; empty when it is not a token of that query's results. */
  static OptionalLong decode(String queryExecutionId, String token) {
    return OpaqueToken.decode(queryExecutionId, token).stream()
        .mapToLong(Long::parseLong)
        .findFirst();
  }
}
