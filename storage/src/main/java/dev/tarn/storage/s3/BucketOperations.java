package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.Versioning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ListBuckets, CreateBucket, DeleteBucket, HeadBucket, GetBucketLocation. */
final class BucketOperations {

  private static final String LOCATION = "location";
  private static final String EVERYWHERE = "us-east-1";
  private static final Set<String> OWNERSHIPS =
      Set.of("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced");
  private static final int MAX_BUCKETS = 10_000;

  private final LocalObjectStore store;
  private final AclOperations acls;
  private final AwsAccount account;

  BucketOperations(LocalObjectStore store, AwsAccount account, AclOperations acls) {
    this.store = store;
    this.acls = acls;
    this.account = account;
  }

  void list(S3Exchange exchange) throws IOException {
    String prefix = exchange.query().text("prefix");
    String after = exchange.query().text("continuation-token");
    int max = exchange.query().number("max-buckets", MAX_BUCKETS);
    XmlWriter xml = XmlWriter.document("ListAllMyBucketsResult");
    Owner.write(xml, "Owner", account);
    xml.open("Buckets");
    String region = exchange.query().text("bucket-region");
    List<String> names = new ArrayList<>();
    for (String name : store.buckets()) {
      boolean meant = name.startsWith(prefix) && name.compareTo(after) > 0;
      if (meant && (region.isEmpty() || region.equals(region(name)))) {
        names.add(name);
      }
    }
    List<String> page = names.subList(0, Math.min(max, names.size()));
    for (String name : page) {
      xml.open("Bucket")
          .element("Name", name)
          .element("CreationDate", store.bucketCreated(name))
          .element("BucketRegion", region(name))
          .close("Bucket");
    }
    xml.close("Buckets");
    if (!page.isEmpty() && page.size() < names.size()) {
      xml.element("ContinuationToken", page.getLast());
    }
    if (!prefix.isEmpty()) {
      xml.element("Prefix", prefix);
    }
    exchange.answerXml(200, xml.close("ListAllMyBucketsResult"));
  }

  void create(S3Exchange exchange) throws IOException {
    if (!exchange.header("x-amz-bucket-namespace").orElse("global").equals("global")) {
      throw S3Routes.notImplemented("x-amz-bucket-namespace other than global");
    }
    byte[] document = new RequestBody(exchange).document();
    Optional<String> location = Optional.empty();
    if (document.length > 0) {
      XmlElement root = XmlReader.read(document);
      if (!root.name().equals("CreateBucketConfiguration")) {
        throw XmlReader.malformed();
      }
      location = root.childText("LocationConstraint").map(String::trim);
    }
    String region = regionOfNew(location.orElse(""), RequestRegion.of(exchange, account));
    if (store.bucketExists(exchange.bucket())
        && region.equals(EVERYWHERE)
        && region(exchange.bucket()).equals(region)) {
      // In us-east-1, S3 takes the creation of one's own bucket for done:
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html#API_CreateBucket_Errors
      exchange.answerHeader("Location", "/" + exchange.bucket());
      exchange.answerEmpty(200);
      return;
    }
    Optional<String> ownership = exchange.header("x-amz-object-ownership");
    if (ownership.isPresent() && !OWNERSHIPS.contains(ownership.get())) {
      throw S3Errors.invalidArgument("Invalid x-amz-object-ownership header: " + ownership.get());
    }
    Optional<String> acl = acls.ofNew(exchange, ownership.orElse("BucketOwnerEnforced"));
    store.createBucket(exchange.bucket());
    store.documents().put(exchange.bucket(), LOCATION, region.getBytes(StandardCharsets.UTF_8));
    if (ownership.isPresent()) {
      ConfigurationOperations.putOwnership(store, exchange.bucket(), ownership.get());
    }
    acls.created(exchange, acl);
    if (exchange.header("x-amz-bucket-object-lock-enabled").orElse("").equalsIgnoreCase("true")) {
      store.versions().setVersioning(exchange.bucket(), Versioning.ENABLED);
      store.documents().put(exchange.bucket(), ObjectLock.DOCUMENT, ObjectLock.enabledDocument());
    }
    exchange.answerHeader("Location", "/" + exchange.bucket());
    exchange.answerEmpty(200);
  }

  /**
   * The endpoint of us-east-1 creates buckets anywhere, those of other regions only their own:
   * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html.
   */
  private static String regionOfNew(String constraint, String endpointRegion) {
    if (endpointRegion.equals(EVERYWHERE)) {
      if (constraint.equals(EVERYWHERE)) {
        throw S3Errors.of(
            "InvalidLocationConstraint", "The specified location-constraint is not valid", 400);
      }
      return constraint.isEmpty() ? EVERYWHERE : constraint;
    }
    if (!constraint.equals(endpointRegion)) {
      throw S3Errors.of(
          "IllegalLocationConstraintException",
          "The "
              + (constraint.isEmpty() ? "unspecified" : constraint)
              + " location constraint is incompatible for the region specific endpoint this"
              + " request was sent to.",
          400);
    }
    return constraint;
  }

  void delete(S3Exchange exchange) throws IOException {
    store.deleteBucket(exchange.bucket());
    exchange.answerEmpty(204);
  }

  void head(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    exchange.answerHeader("x-amz-bucket-region", region(exchange.bucket()));
    exchange.answerHeader("x-amz-access-point-alias", "false");
    exchange.answerHeader("Content-Type", "application/xml");
    exchange.answerEmpty(200);
  }

  void location(S3Exchange exchange) throws IOException {
    String region = region(exchange.bucket());
    XmlWriter xml = XmlWriter.document("LocationConstraint");
    // us-east-1 is told by an empty constraint.
    xml.raw(region.equals(EVERYWHERE) ? "" : region);
    exchange.answerXml(200, xml.close("LocationConstraint"));
  }

  private String region(String bucket) throws IOException {
    return store
        .documents()
        .get(bucket, LOCATION)
        .map(document -> new String(document, StandardCharsets.UTF_8))
        .orElse(account.region());
  }
}
