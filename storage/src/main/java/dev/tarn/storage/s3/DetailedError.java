package dev.tarn.storage.s3;

import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 error with further elements for its document, such as the condition that failed. */
final class DetailedError extends RuntimeException {

  private final S3Exception error;
  private final transient Map<String, String> details;

  DetailedError(S3Exception error, String element, String value) {
    this(error, Map.of(element, value));
  }

  DetailedError(S3Exception error, Map<String, String> details) {
    super(error);
    this.error = error;
    this.details = Map.copyOf(details);
  }

  S3Exception error() {
    return error;
  }

  Map<String, String> details() {
    return details;
  }
}
