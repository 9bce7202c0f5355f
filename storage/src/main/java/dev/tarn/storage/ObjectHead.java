package dev.tarn.storage;

import java.time.Instant;
import java.util.Map;

/**
 * What is known about an object without reading it.
 *
 * @param eTag without quotation marks
 */
public record ObjectHead(
    ObjectKey key,
    long size,
    Instant lastModified,
    String eTag,
    String contentType,
    Map<String, String> userMetadata) {

  public ObjectHead {
    userMetadata = Map.copyOf(userMetadata);
  }
}
