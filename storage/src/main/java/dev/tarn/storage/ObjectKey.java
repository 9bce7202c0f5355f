package dev.tarn.storage;

/**
 * The name of one object: any legal S3 key (1 to 1,024 bytes of UTF-8) in a bucket; never a path.
 */
public record ObjectKey(String bucket, String key) {

  /** The longest key S3 accepts, in bytes of UTF-8. */
  public static final int MAX_KEY_BYTES = 1024;

  public ObjectKey {
    if (key.isEmpty()) {
      throw S3Errors.invalidArgument("Object key must not be empty");
    }
    long bytes = Utf8Order.encodedLength(key);
    if (bytes < 0) {
      throw S3Errors.invalidArgument("Object key is not valid Unicode");
    }
    if (bytes > MAX_KEY_BYTES) {
      throw S3Errors.keyTooLong(bytes);
    }
  }

  /**
   * Reads {@code s3://bucket/key}, also with the schemes s3a and s3n. The key is taken as it
   * stands: nothing is URL-decoded.
   *
   * @throws IllegalArgumentException when the text is not of that form
   */
  public static ObjectKey parse(String s3Uri) {
    int scheme = s3Uri.indexOf("://");
    int slash = scheme < 0 ? -1 : s3Uri.indexOf('/', scheme + 3);
    if (slash < 0 || slash == scheme + 3 || slash == s3Uri.length() - 1) {
      throw new IllegalArgumentException("Not the location of an S3 object: " + s3Uri);
    }
    switch (s3Uri.substring(0, scheme)) {
      case "s3", "s3a", "s3n" -> {}
      default -> throw new IllegalArgumentException("Not an S3 location: " + s3Uri);
    }
    return new ObjectKey(s3Uri.substring(scheme + 3, slash), s3Uri.substring(slash + 1));
  }

  /** {@code s3://bucket/key}, with the key as it is. */
  public String uri() {
    return "s3://" + bucket + "/" + key;
  }

  @Override
  public String toString() {
    return uri();
  }
}
