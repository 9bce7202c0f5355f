package dev.tarn.query.execution;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;

/** How result objects say that they are encrypted by the server; nothing here is. */
final class ResultEncryption {
  private static final String ALGORITHM = "x-amz-server-side-encryption";
  private static final String KEY = "x-amz-server-side-encryption-aws-kms-key-id";

  private ResultEncryption() {}

  /** The headers of S3 that a result object is written with. */
  static Map<String, String> headers(@Nullable EncryptionConfiguration encryption) {
    if (encryption == null) {
      return Map.of();
    }
    return switch (encryption.encryptionOption()) {
      case SSE_S3 -> Map.of(ALGORITHM, "AES256");
      case SSE_KMS -> Map.of(ALGORITHM, "aws:kms", KEY, encryption.kmsKey());
      // Refused before.
      case CSE_KMS, UNKNOWN_TO_SDK_VERSION -> Map.of();
    };
  }
}
