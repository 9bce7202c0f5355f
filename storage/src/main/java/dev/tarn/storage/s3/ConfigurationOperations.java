package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.BucketDocuments;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The configurations of a bucket that are one document each: stored, returned and deleted, with
 * what S3 answers when there is none. Storing one changes nothing else.
 */
final class ConfigurationOperations {

  private static final String XMLNS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  /**
   * One kind of configuration.
   *
   * @param root of its document
   * @param missingCode of the error while there is none; empty when there is a default
   * @param missing the message of that error, or the inside of the default document
   * @param deletable whether it can be taken away, leaving none
   */
  private record Kind(
      String parameter, String root, String missingCode, String missing, boolean deletable) {}

  /**
   * The error codes and texts: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html.
   */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("accelerate", "AccelerateConfiguration", "", "", false),
          new Kind(
              "cors",
              "CORSConfiguration",
              "NoSuchCORSConfiguration",
              "The CORS configuration does not exist",
              true),
          new Kind(
              "encryption",
              "ServerSideEncryptionConfiguration",
              "",
              "<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                  + "</ApplyServerSideEncryptionByDefault>"
                  + "<BucketKeyEnabled>false</BucketKeyEnabled></Rule>",
              false),
          new Kind(
              "lifecycle",
              "LifecycleConfiguration",
              "NoSuchLifecycleConfiguration",
              "The lifecycle configuration does not exist",
              true),
          new Kind("logging", "BucketLoggingStatus", "", "", false),
          new Kind("notification", "NotificationConfiguration", "", "", false),
          new Kind(
              "ownershipControls",
              "OwnershipControls",
              "OwnershipControlsNotFoundError",
              "The bucket ownership controls were not found",
              true),
          new Kind(
              "publicAccessBlock",
              "PublicAccessBlockConfiguration",
              "NoSuchPublicAccessBlockConfiguration",
              "The public access block configuration was not found",
              true),
          new Kind(
              "replication",
              "ReplicationConfiguration",
              "ReplicationConfigurationNotFoundError",
              "The replication configuration was not found",
              true),
          new Kind(
              "requestPayment",
              "RequestPaymentConfiguration",
              "",
              "<Payer>BucketOwner</Payer>",
              false),
          new Kind("tagging", "Tagging", "NoSuchTagSet", "The TagSet does not exist", true),
          new Kind(
              "website",
              "WebsiteConfiguration",
              "NoSuchWebsiteConfiguration",
              "The specified bucket does not have a website configuration",
              true));

  /** What every bucket is created with, until it is changed or deleted. */
  private static final Set<String> CREATED_WITH_BUCKET =
      Set.of("ownershipControls", "publicAccessBlock");

  private static final String POLICY = "policy";

  private final LocalObjectStore store;
  private final AwsAccount account;

  ConfigurationOperations(LocalObjectStore store, AwsAccount account) {
    this.store = store;
    this.account = account;
  }

  void register(S3Routes routes) {
    for (Kind kind : KINDS) {
      routes
          .add("GET", S3Routes.Target.BUCKET, kind.parameter(), exchange -> get(exchange, kind))
          .add("PUT", S3Routes.Target.BUCKET, kind.parameter(), exchange -> put(exchange, kind))
          .add(
              "DELETE",
              S3Routes.Target.BUCKET,
              kind.parameter(),
              exchange -> delete(exchange, kind));
    }
    routes
        .add("GET", S3Routes.Target.BUCKET, POLICY, this::getPolicy)
        .add("PUT", S3Routes.Target.BUCKET, POLICY, this::putPolicy)
        .add("DELETE", S3Routes.Target.BUCKET, POLICY, this::deletePolicy)
        .add("GET", S3Routes.Target.BUCKET, "policyStatus", this::policyStatus)
        .add("GET", S3Routes.Target.BUCKET, "versioning", this::versioning)
        .add("GET", S3Routes.Target.BUCKET, "object-lock", this::objectLock)
        .add("GET", S3Routes.Target.BUCKET, "acl", this::bucketAcl)
        .add("PUT", S3Routes.Target.BUCKET, "acl", this::putAcl)
        .add("GET", S3Routes.Target.OBJECT, "acl", this::objectAcl)
        .add("PUT", S3Routes.Target.OBJECT, "acl", this::putAcl);
  }

  /** Stores the object ownership that a bucket is created with. */
  static void putOwnership(LocalObjectStore store, String bucket, String ownership)
      throws IOException {
    XmlWriter xml =
        XmlWriter.document("OwnershipControls").open("Rule").element("ObjectOwnership", ownership);
    store
        .documents()
        .put(bucket, "ownershipControls", xml.close("Rule").close("OwnershipControls").bytes());
  }

  private BucketDocuments documents() {
    return store.documents();
  }

  private void get(S3Exchange exchange, Kind kind) throws IOException {
    byte[] document =
        documents().get(exchange.bucket(), kind.parameter()).orElseGet(() -> defaultDocument(kind));
    if (document.length == 0) {
      throw S3Errors.of(kind.missingCode(), kind.missing(), 404);
    }
    exchange.answerBytes(200, "application/xml", document);
  }

  /** An empty document stands for none. */
  private static byte[] defaultDocument(Kind kind) {
    String inside = kind.missing();
    if (CREATED_WITH_BUCKET.contains(kind.parameter())) {
      inside =
          kind.parameter().equals("ownershipControls")
              ? "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>"
              : "<BlockPublicAcls>true</BlockPublicAcls>"
                  + "<IgnorePublicAcls>true</IgnorePublicAcls>"
                  + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                  + "<RestrictPublicBuckets>true</RestrictPublicBuckets>";
    } else if (!kind.missingCode().isEmpty()) {
      return new byte[0];
    }
    String root = kind.root();
    String document = "<" + root + XMLNS + ">" + inside + "</" + root + ">";
    return document.getBytes(StandardCharsets.UTF_8);
  }

  private void put(S3Exchange exchange, Kind kind) throws IOException {
    byte[] document = new RequestBody(exchange).document();
    if (kind.parameter().equals("tagging")) {
      boolean none = Tagging.parse(document, Tagging.MAX_BUCKET_TAGS, "Bucket").isEmpty();
      document = none ? new byte[0] : document;
    } else if (!XmlReader.read(document).name().equals(kind.root())) {
      throw XmlReader.malformed();
    }
    documents().put(exchange.bucket(), kind.parameter(), document);
    exchange.answerEmpty(kind.parameter().equals("tagging") ? 204 : 200);
  }

  private void delete(S3Exchange exchange, Kind kind) throws IOException {
    if (!kind.deletable() && !kind.parameter().equals("encryption")) {
      throw S3Errors.of(
          "MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
    }
    if (CREATED_WITH_BUCKET.contains(kind.parameter())) {
      documents().put(exchange.bucket(), kind.parameter(), new byte[0]);
    } else {
      documents().delete(exchange.bucket(), kind.parameter());
    }
    exchange.answerEmpty(204);
  }

  private void getPolicy(S3Exchange exchange) throws IOException {
    byte[] policy = documents().get(exchange.bucket(), POLICY).orElseThrow(this::noSuchPolicy);
    exchange.answerBytes(200, "application/json", policy);
  }

  private void putPolicy(S3Exchange exchange) throws IOException {
    byte[] policy = new RequestBody(exchange).document();
    if (policy.length == 0 || policy[0] != '{') {
      throw S3Errors.of(
          "MalformedPolicy", "Policies must be valid JSON and the first byte must be '{'", 400);
    }
    documents().put(exchange.bucket(), POLICY, policy);
    exchange.answerEmpty(204);
  }

  private void deletePolicy(S3Exchange exchange) throws IOException {
    documents().delete(exchange.bucket(), POLICY);
    exchange.answerEmpty(204);
  }

  private void policyStatus(S3Exchange exchange) throws IOException {
    if (documents().get(exchange.bucket(), POLICY).isEmpty()) {
      throw noSuchPolicy();
    }
    exchange.answerXml(
        200, XmlWriter.document("PolicyStatus").element("IsPublic", false).close("PolicyStatus"));
  }

  private RuntimeException noSuchPolicy() {
    return S3Errors.of("NoSuchBucketPolicy", "The bucket policy does not exist", 404);
  }

  /** Versioning cannot be switched on, so no bucket has a status. */
  private void versioning(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    exchange.answerXml(
        200, XmlWriter.document("VersioningConfiguration").close("VersioningConfiguration"));
  }

  private void objectLock(S3Exchange exchange) {
    store.requireBucket(exchange.bucket());
    throw S3Errors.of(
        "ObjectLockConfigurationNotFoundError",
        "Object Lock configuration does not exist for this bucket",
        404);
  }

  private void bucketAcl(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    answerAcl(exchange);
  }

  private void objectAcl(S3Exchange exchange) throws IOException {
    ReadOperations.requireOnlyVersion(exchange);
    requireObject(exchange);
    answerAcl(exchange);
  }

  private void requireObject(S3Exchange exchange) throws IOException {
    if (store.find(exchange.objectKey()).isEmpty()) {
      throw S3Errors.noSuchKey();
    }
  }

  private void answerAcl(S3Exchange exchange) throws IOException {
    XmlWriter xml = XmlWriter.document("AccessControlPolicy");
    Owner.write(xml, "Owner", account);
    xml.open("AccessControlList")
        .open("Grant")
        .raw(
            "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"CanonicalUser\">")
        .element("ID", Owner.canonicalId(account))
        .close("Grantee")
        .element("Permission", "FULL_CONTROL")
        .close("Grant")
        .close("AccessControlList");
    exchange.answerXml(200, xml.close("AccessControlPolicy"));
  }

  /**
   * Buckets are created with ACLs switched off, and then S3 takes only those that change nothing:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html.
   */
  private void putAcl(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    if (!exchange.key().isEmpty()) {
      requireObject(exchange);
    }
    String canned = exchange.header("x-amz-acl").orElse("");
    if (!canned.equals("private") && !canned.equals("bucket-owner-full-control")) {
      throw S3Errors.of("AccessControlListNotSupported", "The bucket does not allow ACLs", 400);
    }
    exchange.answerEmpty(200);
  }
}
