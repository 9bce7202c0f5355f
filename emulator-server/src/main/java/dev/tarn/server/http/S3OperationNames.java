package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.storage.s3.VirtualHosts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's name of the operation that an S3 request asks for, by its method, its path and the
 * sub-resource in its query: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html.
 */
final class S3OperationNames {
  static final String OTHER = "Other";

  private static final VirtualHosts VIRTUAL_HOSTS = new VirtualHosts();

  /** What follows Get, Put or Delete in the name of an operation on a bucket. */
  private static final Map<String, String> OF_BUCKET =
      Map.ofEntries(
          Map.entry("accelerate", "BucketAccelerateConfiguration"),
          Map.entry("acl", "BucketAcl"),
          Map.entry("analytics", "BucketAnalyticsConfiguration"),
          Map.entry("cors", "BucketCors"),
          Map.entry("encryption", "BucketEncryption"),
          Map.entry("intelligent-tiering", "BucketIntelligentTieringConfiguration"),
          Map.entry("inventory", "BucketInventoryConfiguration"),
          Map.entry("lifecycle", "BucketLifecycleConfiguration"),
          Map.entry("location", "BucketLocation"),
          Map.entry("logging", "BucketLogging"),
          Map.entry("metrics", "BucketMetricsConfiguration"),
          Map.entry("notification", "BucketNotificationConfiguration"),
          Map.entry("object-lock", "ObjectLockConfiguration"),
          Map.entry("ownershipControls", "BucketOwnershipControls"),
          Map.entry("policy", "BucketPolicy"),
          Map.entry("policyStatus", "BucketPolicyStatus"),
          Map.entry("publicAccessBlock", "PublicAccessBlock"),
          Map.entry("replication", "BucketReplication"),
          Map.entry("requestPayment", "BucketRequestPayment"),
          Map.entry("tagging", "BucketTagging"),
          Map.entry("versioning", "BucketVersioning"),
          Map.entry("website", "BucketWebsite"));

  private static final Map<String, String> OF_OBJECT =
      Map.of(
          "acl", "ObjectAcl",
          "attributes", "ObjectAttributes",
          "legal-hold", "ObjectLegalHold",
          "retention", "ObjectRetention",
          "tagging", "ObjectTagging",
          "torrent", "ObjectTorrent");

  private static final List<String> WITH_ID =
      List.of("analytics", "intelligent-tiering", "inventory", "metrics");

  private S3OperationNames() {}

  static String of(IncomingRequest request) {
    String path = request.path();
    boolean hostNamesBucket = VIRTUAL_HOSTS.bucketOf(request.header("Host")).isPresent();
    String bucketAndKey = path.startsWith("/") ? path.substring(1) : path;
    int slash = bucketAndKey.indexOf('/');
    boolean bucket = hostNamesBucket || !bucketAndKey.isEmpty();
    boolean key =
        hostNamesBucket ? !bucketAndKey.isEmpty() : slash >= 0 && slash < bucketAndKey.length() - 1;
    String query = request.query() == null ? "" : request.query();
    if (!bucket) {
      return request.method().equals("GET") ? "ListBuckets" : OTHER;
    }
    return key ? ofObject(request, query) : ofBucket(request.method(), query);
  }

  private static String ofBucket(String method, String query) {
    String sub = subResource(query, OF_BUCKET);
    if (sub != null) {
      if (method.equals("GET") && WITH_ID.contains(sub) && !has(query, "id")) {
        return "List" + OF_BUCKET.get(sub) + "s";
      }
      return named(
          method,
          method.equals("DELETE") && sub.equals("lifecycle")
              ? "BucketLifecycle"
              : OF_BUCKET.get(sub));
    }
    return switch (method) {
      case "PUT" -> "CreateBucket";
      case "DELETE" -> "DeleteBucket";
      case "HEAD" -> "HeadBucket";
      case "POST" -> has(query, "delete") ? "DeleteObjects" : "PostObject";
      case "GET" -> listing(query);
      default -> OTHER;
    };
  }

  private static String listing(String query) {
    if (has(query, "uploads")) {
      return "ListMultipartUploads";
    }
    if (has(query, "versions")) {
      return "ListObjectVersions";
    }
    return has(query, "list-type") ? "ListObjectsV2" : "ListObjects";
  }

  private static String ofObject(IncomingRequest request, String query) {
    String method = request.method();
    String sub = subResource(query, OF_OBJECT);
    if (sub != null) {
      return named(method, OF_OBJECT.get(sub));
    }
    boolean upload = has(query, "uploadId");
    return switch (method) {
      case "GET" -> upload ? "ListParts" : "GetObject";
      case "HEAD" -> "HeadObject";
      case "DELETE" -> upload ? "AbortMultipartUpload" : "DeleteObject";
      case "PUT" -> {
        boolean copy = request.header("x-amz-copy-source") != null;
        yield upload ? copy ? "UploadPartCopy" : "UploadPart" : copy ? "CopyObject" : "PutObject";
      }
      case "POST" -> ofPost(query, upload);
      default -> OTHER;
    };
  }

  private static String ofPost(String query, boolean upload) {
    if (upload) {
      return "CompleteMultipartUpload";
    }
    if (has(query, "uploads")) {
      return "CreateMultipartUpload";
    }
    if (has(query, "restore")) {
      return "RestoreObject";
    }
    return has(query, "select") ? "SelectObjectContent" : OTHER;
  }

  private static String named(String method, @Nullable String noun) {
    return switch (method) {
      case "GET" -> "Get" + noun;
      case "PUT" -> "Put" + noun;
      case "DELETE" -> "Delete" + noun;
      default -> OTHER;
    };
  }

  private static @Nullable String subResource(String query, Map<String, String> known) {
    if (query.isEmpty()) {
      return null;
    }
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (known.containsKey(name)) {
        return name;
      }
    }
    return null;
  }

  private static boolean has(String query, String name) {
    int at = query.indexOf(name);
    while (at >= 0) {
      int end = at + name.length();
      boolean starts = at == 0 || query.charAt(at - 1) == '&';
      boolean ends = end == query.length() || query.charAt(end) == '=' || query.charAt(end) == '&';
      if (starts && ends) {
        return true;
      }
      at = query.indexOf(name, end);
    }
    return false;
  }
}
