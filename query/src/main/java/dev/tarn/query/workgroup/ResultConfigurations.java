package dev.tarn.query.workgroup;

import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.AclConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfigurationUpdates;
import software.amazon.awssdk.services.athena.model.S3AclOption;

/** What is wrong with how results are to be written, before anything is. */
public final class ResultConfigurations {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private ResultConfigurations() {}

  /**
   * Checks what a request says of results, but for the location.
   *
   * @param path of the configuration in the request
   * @throws software.amazon.awssdk.services.athena.model.InvalidRequestException when it is wrong
   */
  public static void check(String path, @Nullable ResultConfiguration results) {
    if (results != null) {
      check(
          path,
          results.encryptionConfiguration(),
          results.aclConfiguration(),
          results.expectedBucketOwner());
    }
  }

  static void check(String path, @Nullable ResultConfigurationUpdates updates) {
    if (updates != null) {
      check(
          path,
          updates.encryptionConfiguration(),
          updates.aclConfiguration(),
          updates.expectedBucketOwner());
    }
  }

  private static void check(
      String path,
      @Nullable EncryptionConfiguration encryption,
      @Nullable AclConfiguration acl,
      @Nullable String owner) {
    Constraints constraints = Constraints.withoutValues();
    if (encryption != null) {
      String option = encryption.encryptionOptionAsString();
      constraints
          .notNull(path + ".encryptionConfiguration.encryptionOption", option)
          .oneOf(
              path + ".encryptionConfiguration.encryptionOption",
              option,
              EncryptionOption.knownValues());
    }
    if (acl != null) {
      String option = acl.s3AclOptionAsString();
      constraints
          .notNull(path + ".aclConfiguration.s3AclOption", option)
          .oneOf(path + ".aclConfiguration.s3AclOption", option, S3AclOption.knownValues());
    }
    constraints
        .pattern(path + ".expectedBucketOwner", owner, ACCOUNT)
        .orThrow(InvalidRequests::invalidInput);
    if (encryption != null
        && encryption.encryptionOption() != EncryptionOption.SSE_S3
        && encryption.kmsKey() == null) {
      throw InvalidRequests.invalidInput(
          "KmsKey is required for the encryption option " + encryption.encryptionOptionAsString());
    }
  }
}
