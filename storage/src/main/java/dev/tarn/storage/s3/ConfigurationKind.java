package dev.tarn.storage.s3;

import java.util.List;

/**
 * A configuration of a bucket that is one document: its form, and what S3 answers while there is
 * none. Codes and texts: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html;
 * forms: the Put operations of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html.
 *
 * @param parameter of the query that selects it
 * @param missingCode of the error while there is none; empty when there is a default
 * @param missing the message of that error, or the inside of the default document
 * @param deletable whether it can be taken away
 */
record ConfigurationKind(
    String parameter, XmlSchema.Form form, String missingCode, String missing, boolean deletable) {

  private static final String FLAG = "=true|false|TRUE|FALSE|True|False";

  private static final String LIFECYCLE_FILTER =
      "Prefix? Tag?(Key Value) ObjectSizeGreaterThan?=# ObjectSizeLessThan?=#"
          + " And?(Prefix? Tag*(Key Value) ObjectSizeGreaterThan?=# ObjectSizeLessThan?=#)";

  private static final String NOTIFICATION = "Id? Event+ Filter?(S3Key?(FilterRule*(Name Value)))";

  private static final String STATUS = "=Enabled|Disabled";

  static final List<ConfigurationKind> ALL =
      List.of(
          withDefault("accelerate", "AccelerateConfiguration(Status=Enabled|Suspended)", "", false),
          optional(
              "cors",
              "CORSConfiguration(CORSRule+(ID? AllowedHeader* AllowedMethod+ AllowedOrigin+"
                  + " ExposeHeader* MaxAgeSeconds?=#))",
              "NoSuchCORSConfiguration",
              "The CORS configuration does not exist"),
          withDefault(
              "encryption",
              "ServerSideEncryptionConfiguration(Rule+(ApplyServerSideEncryptionByDefault?("
                  + "SSEAlgorithm=AES256|aws:kms|aws:kms:dsse KMSMasterKeyID?) BucketKeyEnabled?"
                  + FLAG
                  + " BlockedEncryptionTypes?(EncryptionType*)))",
              "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                  + "</ApplyServerSideEncryptionByDefault>"
                  + "<BucketKeyEnabled>false</BucketKeyEnabled></Rule>",
              true),
          optional(
              "lifecycle",
              "LifecycleConfiguration(Rule+(ID? Prefix? Status"
                  + STATUS
                  + " Filter?("
                  + LIFECYCLE_FILTER
                  + ") Expiration?(Date? Days?=# ExpiredObjectDeleteMarker?"
                  + FLAG
                  + ") Transition*(Date? Days?=# StorageClass)"
                  + " NoncurrentVersionTransition*(NoncurrentDays?=# NewerNoncurrentVersions?=#"
                  + " StorageClass) NoncurrentVersionExpiration?(NoncurrentDays?=#"
                  + " NewerNoncurrentVersions?=#)"
                  + " AbortIncompleteMultipartUpload?(DaysAfterInitiation=#)))",
              "NoSuchLifecycleConfiguration",
              "The lifecycle configuration does not exist"),
          withDefault(
              "logging",
              "BucketLoggingStatus(LoggingEnabled?(TargetBucket TargetPrefix"
                  + " TargetGrants?(Grant*(Grantee(ID? DisplayName? EmailAddress? URI?)"
                  + " Permission=FULL_CONTROL|READ|WRITE)) TargetObjectKeyFormat?(SimplePrefix?"
                  + " PartitionedPrefix?(PartitionDateSource?=EventTime|DeliveryTime))))",
              "",
              false),
          withDefault(
              "notification",
              "NotificationConfiguration(TopicConfiguration*(Topic "
                  + NOTIFICATION
                  + ") QueueConfiguration*(Queue "
                  + NOTIFICATION
                  + ") CloudFunctionConfiguration*(CloudFunction "
                  + NOTIFICATION
                  + ") EventBridgeConfiguration?)",
              "",
              false),
          optional(
              "ownershipControls",
              "OwnershipControls(Rule(ObjectOwnership="
                  + "BucketOwnerPreferred|ObjectWriter|BucketOwnerEnforced))",
              "OwnershipControlsNotFoundError",
              "The bucket ownership controls were not found"),
          optional(
              "publicAccessBlock",
              "PublicAccessBlockConfiguration(BlockPublicAcls?"
                  + FLAG
                  + " IgnorePublicAcls?"
                  + FLAG
                  + " BlockPublicPolicy?"
                  + FLAG
                  + " RestrictPublicBuckets?"
                  + FLAG
                  + ")",
              "NoSuchPublicAccessBlockConfiguration",
              "The public access block configuration was not found"),
          optional(
              "replication",
              "ReplicationConfiguration(Role Rule+(ID? Priority?=# Prefix? Filter?(Prefix?"
                  + " Tag?(Key Value) And?(Prefix? Tag*(Key Value))) Status"
                  + STATUS
                  + " SourceSelectionCriteria?(SseKmsEncryptedObjects?(Status"
                  + STATUS
                  + ") ReplicaModifications?(Status"
                  + STATUS
                  + ")) ExistingObjectReplication?(Status"
                  + STATUS
                  + ") DeleteMarkerReplication?(Status?"
                  + STATUS
                  + ") Destination(Bucket Account? StorageClass? AccessControlTranslation?("
                  + "Owner=Destination) EncryptionConfiguration?(ReplicaKmsKeyID?)"
                  + " ReplicationTime?(Status"
                  + STATUS
                  + " Time(Minutes=#)) Metrics?(Status"
                  + STATUS
                  + " EventThreshold?(Minutes=#)))))",
              "ReplicationConfigurationNotFoundError",
              "The replication configuration was not found"),
          withDefault(
              "requestPayment",
              "RequestPaymentConfiguration(Payer=BucketOwner|Requester)",
              "<Payer>BucketOwner</Payer>",
              false),
          optional(
              "tagging",
              "Tagging(TagSet(Tag*(Key Value)))",
              "NoSuchTagSet",
              "The TagSet does not exist"),
          optional(
              "website",
              "WebsiteConfiguration(IndexDocument?(Suffix) ErrorDocument?(Key)"
                  + " RedirectAllRequestsTo?(HostName Protocol?=http|https)"
                  + " RoutingRules?(RoutingRule*(Condition?(HttpErrorCodeReturnedEquals?"
                  + " KeyPrefixEquals?) Redirect(HostName? HttpRedirectCode?"
                  + " Protocol?=http|https ReplaceKeyPrefixWith? ReplaceKeyWith?))))",
              "NoSuchWebsiteConfiguration",
              "The specified bucket does not have a website configuration"));

  private static ConfigurationKind optional(
      String parameter, String form, String missingCode, String missing) {
    return new ConfigurationKind(parameter, XmlSchema.of(form), missingCode, missing, true);
  }

  private static ConfigurationKind withDefault(
      String parameter, String form, String inside, boolean deletable) {
    return new ConfigurationKind(parameter, XmlSchema.of(form), "", inside, deletable);
  }
}
