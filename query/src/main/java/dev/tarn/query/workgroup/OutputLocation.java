package dev.tarn.query.workgroup;

import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.storage.ObjectKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Where results go.
 *
 * @param prefix empty, or ends with a slash
 */
public record OutputLocation(String bucket, String prefix) {
  private static final String SCHEME = "s3://";

  /**
   * Reads {@code s3://bucket[/prefix]}; a slash at the end makes no difference.
   *
   * @throws software.amazon.awssdk.services.athena.model.InvalidRequestException when it is not
   *     that
   */
  public static OutputLocation parse(String location) {
    return find(location)
        .orElseThrow(() -> InvalidRequests.invalidInput("outputLocation is not a valid S3 path."));
  }

  private static Optional<OutputLocation> find(@Nullable String location) {
    if (location == null || !location.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String rest = location.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String prefix = slash < 0 ? "" : rest.substring(slash + 1);
    if (bucket.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new OutputLocation(
            bucket, prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"));
  }

  /** The object of that name here. */
  public ObjectKey object(String name) {
    try {
      return new ObjectKey(bucket, prefix + name);
    } catch (AwsServiceException tooLong) {
      throw InvalidRequests.invalidInput("outputLocation is not a valid S3 path.");
    }
  }

  /** {@code s3://bucket/prefix/}. */
  public String uri() {
    return SCHEME + bucket + "/" + prefix;
  }
}
