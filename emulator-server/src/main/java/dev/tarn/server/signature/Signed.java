package dev.tarn.server.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a request says of its signature.
 *
 * @param timestamp as it was signed, {@code 20261125T170000Z}
 * @param signedHeaders in lower case, in the order of the request
 * @param sessionToken of temporary credentials
 * @param validSeconds of a presigned URL; empty when the signature is in a header
 */
record Signed(
    String accessKeyId,
    Scope scope,
    String timestamp,
    Instant time,
    List<String> signedHeaders,
    String signature,
    Optional<String> sessionToken,
    OptionalLong validSeconds) {
  Signed {
    signedHeaders = List.copyOf(signedHeaders);
  }

  /** What the key is good for. */
  record Scope(String date, String region, String service) {
    @Override
    public String toString() {
      return date + "/" + region + "/" + service + "/aws4_request";
    }
  }

  boolean isPresigned() {
    return validSeconds.isPresent();
  }
}
