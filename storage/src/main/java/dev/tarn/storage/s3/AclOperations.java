package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access control lists of buckets and objects. */
final class AclOperations {

  private static final String ACL = "acl";

  private final LocalObjectStore store;
  private final Versions versions;
  private final AwsAccount account;
  private final AccessControlLists lists;

  AclOperations(LocalObjectStore store, Versions versions, AwsAccount account) {
    this.store = store;
    this.versions = versions;
    this.account = account;
    this.lists = new AccessControlLists(account);
  }

  void register(S3Routes routes) {
    routes
        .add("GET", S3Routes.Target.BUCKET, ACL, this::getBucket)
        .add("PUT", S3Routes.Target.BUCKET, ACL, this::putBucket)
        .add("GET", S3Routes.Target.OBJECT, ACL, this::getObject)
        .add("PUT", S3Routes.Target.OBJECT, ACL, this::putObject);
  }

  /** Gives an object that is written the list that its request asks for. */
  ObjectAttributes withAcl(S3Exchange exchange, ObjectAttributes attributes) throws IOException {
    if (AccessControlLists.asksNothing(exchange)) {
      return attributes;
    }
    return attributes.withAcl(allowed(exchange.bucket(), lists.ofHeaders(exchange).orElseThrow()));
  }

  /**
   * The list that a bucket is to be created with; fails when it would be switched off at once:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-error-responses.html.
   */
  Optional<String> ofNew(S3Exchange exchange, String ownership) {
    Optional<String> acl = lists.ofHeaders(exchange);
    if (ownership.equals("BucketOwnerEnforced") && !acl.map(lists::isOwnersOnly).orElse(true)) {
      throw S3Errors.of(
          "InvalidBucketAclWithObjectOwnership",
          "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
          400);
    }
    return acl;
  }

  /** Stores the list that a bucket was created with. */
  void created(S3Exchange exchange, Optional<String> acl) throws IOException {
    if (acl.isPresent()) {
      store.documents().put(exchange.bucket(), ACL, acl.get().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void getBucket(S3Exchange exchange) throws IOException {
    Optional<byte[]> stored =
        ConfigurationOperations.isOwnerEnforced(store, exchange.bucket())
            ? Optional.empty()
            : store.documents().get(exchange.bucket(), ACL);
    answer(
        exchange,
        stored
            .map(document -> new String(document, StandardCharsets.UTF_8))
            .orElseGet(lists::ownersOnly));
  }

  private void getObject(S3Exchange exchange) throws IOException {
    StoredObject object = versions.get(exchange);
    @Nullable String own = object.attributes().acl();
    boolean enforced = ConfigurationOperations.isOwnerEnforced(store, exchange.bucket());
    answer(exchange, own == null || enforced ? lists.ownersOnly() : own);
  }

  private void putBucket(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    String acl = allowed(exchange.bucket(), asked(exchange));
    store.documents().put(exchange.bucket(), ACL, acl.getBytes(StandardCharsets.UTF_8));
    exchange.answerEmpty(200);
  }

  private void putObject(S3Exchange exchange) throws IOException {
    versions.get(exchange);
    String acl = allowed(exchange.bucket(), asked(exchange));
    StoredObject changed =
        store.updateAttributes(
            exchange.objectKey(), Versions.asked(exchange), attributes -> attributes.withAcl(acl));
    versions.answer(exchange, changed);
    exchange.answerEmpty(200);
  }

  private String asked(S3Exchange exchange) throws IOException {
    byte[] document = new RequestBody(exchange).document();
    Optional<String> canned = AccessControlLists.cannedName(exchange);
    boolean enforced = ConfigurationOperations.isOwnerEnforced(store, exchange.bucket());
    if (enforced && canned.isPresent() && !canned.get().equals("bucket-owner-full-control")) {
      throw notSupported(); // "private" too, which would change nothing
    }
    Optional<String> headers = lists.ofHeaders(exchange);
    if (headers.isPresent() && document.length > 0) {
      throw S3Errors.of("UnexpectedContent", "This request does not support content", 400);
    }
    return headers.orElseGet(() -> {
      if (document.length == 0) {
        throw S3Errors.of(
            "MissingSecurityHeader", "Your request was missing a required header: x-amz-acl", 400);
      }
      return lists.ofDocument(document);
    });
  }

  /**
   * Buckets are created with access control lists switched off, and then S3 takes only one that
   * changes nothing; it takes no public one while those are blocked.
   */
  private String allowed(String bucket, String acl) throws IOException {
    if (ConfigurationOperations.isOwnerEnforced(store, bucket) && !lists.isOwnersOnly(acl)) {
      throw notSupported();
    }
    if (AccessControlLists.isPublic(acl)
        && ConfigurationOperations.isBlocked(store, bucket, "BlockPublicAcls")) {
      throw S3Errors.of(
          "AccessDenied",
          "Access Denied because public access control lists are blocked by the BlockPublicAcls"
              + " block public access setting.",
          403);
    }
    return acl;
  }

  private static RuntimeException notSupported() {
    return S3Errors.of("AccessControlListNotSupported", "The bucket does not allow ACLs", 400);
  }

  private void answer(S3Exchange exchange, String acl) throws IOException {
    XmlWriter xml = XmlWriter.document("AccessControlPolicy");
    Owner.write(xml, "Owner", account);
    xml.open("AccessControlList").raw(acl).close("AccessControlList");
    exchange.answerXml(200, xml.close("AccessControlPolicy"));
  }
}
