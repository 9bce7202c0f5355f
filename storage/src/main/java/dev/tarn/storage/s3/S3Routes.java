package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which operation a request is: by method, by whether it names a bucket or an object, and by the
 * query parameter (or header) that selects a sub-resource.
 */
final class S3Routes {

  /** What a request addresses. */
  enum Target {
    SERVICE,
    BUCKET,
    OBJECT
  }

  private record Route(String method, Target target, String selector) {}

  private final Map<Route, S3Operation> operations = new HashMap<>();
  private final Set<String> selectors = new LinkedHashSet<>();

  S3Routes add(String method, Target target, S3Operation operation) {
    return add(method, target, "", operation);
  }

  /** With a selector, a query parameter that must be there. */
  S3Routes add(String method, Target target, String selector, S3Operation operation) {
    operations.put(new Route(method, target, selector), operation);
    if (!selector.isEmpty()) {
      selectors.add(selector);
    }
    return this;
  }

  /** Fails with NotImplemented or MethodNotAllowed. */
  S3Operation find(S3Exchange exchange) {
    Target target =
        exchange.bucket().isEmpty()
            ? Target.SERVICE
            : exchange.key().isEmpty() ? Target.BUCKET : Target.OBJECT;
    String method = exchange.method();
    for (String selector : selectors) {
      if (exchange.query().has(selector)) {
        S3Operation selected = operations.get(new Route(method, target, selector));
        if (selected != null) {
          return selected;
        }
      }
    }
    for (String subresource : UNSERVED) {
      if (exchange.query().has(subresource)) {
        throw notImplemented(method + " ?" + subresource);
      }
    }
    S3Operation plain = operations.get(new Route(method, target, ""));
    if (plain == null) {
      throw S3Errors.of(
          "MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
    }
    return plain;
  }

  /** Such as {@code object PUT ?tagging}, sorted. */
  SortedSet<String> descriptions() {
    SortedSet<String> descriptions = new TreeSet<>();
    for (Route route : operations.keySet()) {
      String resource = route.target().name().toLowerCase(Locale.ROOT) + " " + route.method();
      descriptions.add(route.selector().isEmpty() ? resource : resource + " ?" + route.selector());
    }
    return descriptions;
  }

  static RuntimeException notImplemented(String what) {
    return S3Errors.of(
        "NotImplemented",
        "A header or query you provided implies functionality that is not implemented: " + what,
        501);
  }

  /**
   * Sub-resources that must not be mistaken for the resource itself: DELETE ?inventory deletes no
   * bucket.
   */
  private static final Set<String> UNSERVED =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "delete",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "renameObject",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "session",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versioning",
          "versions",
          "website");
}
