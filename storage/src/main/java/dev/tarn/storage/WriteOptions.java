package dev.tarn.storage;

import java.util.Map;

/**
 * How an object is to be written.
 *
 * @param onlyIfAbsent whether {@link ObjectWriter#commit()} fails when the object exists by then
 */
public record WriteOptions(
    String contentType, Map<String, String> userMetadata, boolean onlyIfAbsent) {

  public WriteOptions {
    userMetadata = Map.copyOf(userMetadata);
  }

  /** An object of this type, replacing what is there. */
  public static WriteOptions contentType(String type) {
    return new WriteOptions(type, Map.of(), false);
  }

  /** An object of S3's default type, replacing what is there. */
  public static WriteOptions defaults() {
    return contentType(ObjectAttributes.DEFAULT_CONTENT_TYPE);
  }

  /** The same, but {@link ObjectWriter#commit()} fails when the object exists. */
  public WriteOptions ifAbsent() {
    return new WriteOptions(contentType, userMetadata, true);
  }
}
