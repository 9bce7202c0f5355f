package dev.tarn.account.kms;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** The keys that AWS makes for its services, here when somebody first names one. */
final class AwsManagedKeys {
  static final String PREFIX = "alias/aws/";

  private static final Set<String> SERVICES =
      Set.of(
          "acm",
          "backup",
          "dms",
          "dynamodb",
          "ebs",
          "elasticfilesystem",
          "es",
          "glue",
          "kinesis",
          "lambda",
          "rds",
          "redshift",
          "s3",
          "secretsmanager",
          "sns",
          "sqs",
          "ssm");

  private final KmsFiles files;
  private final NewKeys newKeys;
  private final Clock clock;

  AwsManagedKeys(KmsFiles files, NewKeys newKeys, Clock clock) {
    this.files = files;
    this.newKeys = newKeys;
    this.clock = clock;
  }

  /** The id of the service's key, or empty when the alias is none of AWS's. */
  synchronized Optional<String> create(String aliasName) {
    if (!aliasName.startsWith(PREFIX) || !SERVICES.contains(aliasName.substring(PREFIX.length()))) {
      return Optional.empty();
    }
    Optional<String> raced = files.aliases().find(aliasName).map(AliasListEntry::targetKeyId);
    if (raced.isPresent()) {
      return raced;
    }
    String service = aliasName.substring(PREFIX.length());
    KeyMetadata key =
        newKeys.create(
            KeyManagerType.AWS,
            new NewKeys.Wish(
                "Default key that protects my " + service + " data when no other key is defined",
                null,
                List.of()));
    files
        .aliases()
        .put(
            aliasName,
            AliasListEntry.builder()
                .aliasName(aliasName)
                .aliasArn(key.arn().replace("key/" + key.keyId(), aliasName))
                .targetKeyId(key.keyId())
                .creationDate(clock.instant())
                .lastUpdatedDate(clock.instant())
                .build());
    return Optional.of(key.keyId());
  }
}
