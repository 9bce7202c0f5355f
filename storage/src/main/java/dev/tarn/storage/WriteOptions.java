package dev.tarn.storage;

import java.util.Map;

/**
 * How an object is to be written.
 *
 * @param headers what S3 keeps with an object and answers as it was, by lower-case name
 * @param onlyIfAbsent whether {@link ObjectWriter#commit()} fails when the object exists by then
 */
public record WriteOptions(
    String contentType,
    Map<String, String> userMetadata,
    Map<String, String> headers,
    boolean onlyIfAbsent) {

  public WriteOptions {
    userMetadata = Map.copyOf(userMetadata);
    headers = Map.copyOf(headers);
  }

  /** Without headers. */
  public WriteOptions(String contentType, Map<String, String> userMetadata, boolean onlyIfAbsent) {
    this(contentType, userMetadata, Map.of(), onlyIfAbsent);
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
    return new WriteOptions(contentType, userMetadata, headers, true);
  }

  /** The same with headers. */
  public WriteOptions withHeaders(Map<String, String> newHeaders) {
    return new WriteOptions(contentType, userMetadata, newHeaders, onlyIfAbsent);
  }
}
