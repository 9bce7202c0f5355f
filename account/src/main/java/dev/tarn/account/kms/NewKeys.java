package dev.tarn.account.kms;

import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;

/** Makes symmetric keys. */
final class NewKeys {
  static final int KEY_BYTES = 32;
  static final String POLICY_NAME = "default";

  private final KmsFiles files;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  NewKeys(KmsFiles files, AwsAccount account, UniqueIds ids, Clock clock) {
    this.files = files;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
  }

  /** What a caller may say about a new key. */
  record Wish(String description, @Nullable String policy, List<Tag> tags) {}

  /** The metadata is written last: what a crash leaves before it belongs to no key. */
  @SuppressWarnings("deprecation") // the older name of the specification is still answered
  KeyMetadata create(KeyManagerType manager, Wish wish) {
    String id = ids.uuid();
    files.addMaterial(id, newSecret());
    files
        .policies()
        .put(
            id,
            GetKeyPolicyResponse.builder()
                .policy(wish.policy() == null ? defaultPolicy() : wish.policy())
                .policyName(POLICY_NAME)
                .build());
    files.tags().put(id, ListResourceTagsResponse.builder().tags(wish.tags()).build());
    KeyMetadata key =
        KeyMetadata.builder()
            .awsAccountId(account.accountId())
            .keyId(id)
            .arn(account.arn("kms", "key/" + id))
            .creationDate(clock.instant())
            .enabled(true)
            .description(wish.description())
            .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
            .keyState(KeyState.ENABLED)
            .origin(OriginType.AWS_KMS)
            .keyManager(manager)
            .customerMasterKeySpec(KeySpec.SYMMETRIC_DEFAULT.toString())
            .keySpec(KeySpec.SYMMETRIC_DEFAULT)
            .encryptionAlgorithms(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT)
            .multiRegion(false)
            .build();
    files.keys().put(id, key);
    return key;
  }

  byte[] newSecret() {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** As https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html has it. */
  private String defaultPolicy() {
    return """
    {
      "Version" : "2012-10-17",
      "Id" : "key-default-1",
      "Statement" : [ {
        "Sid" : "Enable IAM User Permissions",
        "Effect" : "Allow",
        "Principal" : {
          "AWS" : "%s"
        },
        "Action" : "kms:*",
        "Resource" : "*"
      } ]
    }\
    """
        .formatted(account.globalArn("iam", "root"));
  }
}
