package dev.tarn.account.iam;

import dev.tarn.protocol.AwsErrors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.iam.model.Policy;

/**
 * The policies that every account has from AWS, as far as programs around a lake attach them. AWS
 * has a thousand more, so a name that is not in this list is refused as unknown here, not as
 * missing there. Only few of their documents are in AWS's documentation in a form that does not
 * change; the others are refused.
 */
final class AwsManagedPolicies {
  private static final String OWNER = ":iam::aws:policy/";
  private static final Instant SOME_TIME = Instant.parse("2015-02-06T18:40:00Z");

  private static final String EVERYTHING =
      """
      {
        "Version": "2012-10-17",
        "Statement": [
          {"Effect": "Allow", "Action": "*", "Resource": "*"}
        ]
      }
      """;

  /** By path and name, with the document or the empty text. */
  private static final Map<String, String> KNOWN = new TreeMap<>();

  static {
    KNOWN.put("AdministratorAccess", EVERYTHING);
    for (String name :
        """
        AWSGlueConsoleFullAccess AWSGlueConsoleSageMakerNotebookFullAccess
        AWSGlueSchemaRegistryFullAccess AWSGlueSchemaRegistryReadonlyAccess AmazonAthenaFullAccess
        AmazonS3FullAccess AmazonS3ReadOnlyAccess AmazonVPCFullAccess AmazonVPCReadOnlyAccess
        AmazonEC2FullAccess AmazonEC2ReadOnlyAccess AmazonDynamoDBFullAccess
        AmazonDynamoDBReadOnlyAccess AmazonKinesisFullAccess AmazonKinesisReadOnlyAccess
        AmazonKinesisFirehoseFullAccess AmazonRedshiftFullAccess AmazonRedshiftReadOnlyAccess
        AmazonRDSFullAccess AmazonRDSReadOnlyAccess AmazonSNSFullAccess AmazonSQSFullAccess
        AmazonSSMManagedInstanceCore AmazonSSMReadOnlyAccess AmazonEventBridgeFullAccess
        AWSLakeFormationDataAdmin AWSLakeFormationCrossAccountManager AWSLambda_FullAccess
        AWSStepFunctionsFullAccess AWSKeyManagementServicePowerUser AWSCloudTrail_FullAccess
        CloudWatchFullAccess CloudWatchLogsFullAccess CloudWatchLogsReadOnlyAccess
        CloudWatchReadOnlyAccess CloudWatchEventsFullAccess IAMFullAccess IAMReadOnlyAccess
        PowerUserAccess ReadOnlyAccess SecretsManagerReadWrite job-function/ViewOnlyAccess
        service-role/AWSGlueServiceRole service-role/AWSGlueServiceNotebookRole
        service-role/AwsGlueSessionUserRestrictedServiceRole
        service-role/AwsGlueSessionUserRestrictedNotebookServiceRole
        service-role/AwsGlueDataBrewFullAccessPolicy service-role/AWSGlueDataBrewServiceRole
        service-role/AWSLambdaBasicExecutionRole service-role/AWSLambdaVPCAccessExecutionRole
        service-role/AWSLambdaKinesisExecutionRole service-role/AmazonElasticMapReduceRole
        service-role/AmazonElasticMapReduceforEC2Role service-role/AmazonDMSVPCManagementRole
        service-role/AmazonDMSCloudWatchLogsRole service-role/AmazonS3ObjectLambdaExecutionRolePolicy
        service-role/AmazonAPIGatewayPushToCloudWatchLogs service-role/AWSQuicksightAthenaAccess
        """
            .strip()
            .split("\\s+", -1)) {
      KNOWN.put(name, "");
    }
  }

  private AwsManagedPolicies() {}

  /**
   * The policy, or empty when the ARN is not one of AWS's.
   *
   * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it would be, but is
   *     not in the list
   */
  static Optional<Policy> find(String arn) {
    int owner = arn.indexOf(OWNER);
    if (owner < 0) {
      return Optional.empty();
    }
    String name = arn.substring(owner + OWNER.length());
    if (!KNOWN.containsKey(name)) {
      throw AwsErrors.notImplemented("IAM", "the AWS managed policy " + arn);
    }
    return Optional.of(policy(arn, name));
  }

  /** The document of one of AWS's policies, if it is known. */
  static Optional<String> document(Policy policy) {
    String arn = policy.arn();
    String name = arn.substring(arn.indexOf(OWNER) + OWNER.length());
    return Optional.ofNullable(KNOWN.get(name)).filter(text -> !text.isEmpty());
  }

  static boolean owns(Policy policy) {
    return policy.arn().contains(OWNER);
  }

  private static Policy policy(String arn, String pathAndName) {
    int slash = pathAndName.lastIndexOf('/');
    String digest =
        UUID.nameUUIDFromBytes(pathAndName.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
            .toUpperCase(Locale.ROOT);
    return Policy.builder()
        .policyName(pathAndName.substring(slash + 1))
        .path("/" + pathAndName.substring(0, slash + 1))
        .arn(arn)
        .policyId("ANPA" + digest.substring(0, 17))
        .defaultVersionId("v1")
        .isAttachable(true)
        .createDate(SOME_TIME)
        .updateDate(SOME_TIME)
        .build();
  }
}
