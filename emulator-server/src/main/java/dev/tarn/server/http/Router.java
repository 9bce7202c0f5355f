package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.storage.s3.VirtualHosts;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the wire protocol of a request. What no other protocol claims is S3, because S3 has no mark
 * of its own: any path and method may be an object.
 */
public final class Router implements RequestHandler {
  /** Below it the server speaks about itself; no bucket can have this name. */
  public static final String ADMIN_PATH = "/_tarn/";

  public static final String TARGET_HEADER = "X-Amz-Target";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String AWS_JSON = "application/x-amz-json-";
  private static final String ACTION = "Action=";
  private static final Set<String> JSON_SERVICES = Set.of("athena", "glue", "kms", "logs");
  private static final Set<String> QUERY_SERVICES = Set.of("ec2", "iam", "sts");
  private static final Set<String> S3_SERVICES = Set.of("s3", "s3express");

  private static final VirtualHosts VIRTUAL_HOSTS = new VirtualHosts();

  private final RequestHandler admin;
  private final RequestHandler json;
  private final RequestHandler query;
  private final RequestHandler s3;
  private final RequestHandler unknownService;

  /**
   * @param unknownService answers what was signed for a service that is not here
   */
  public Router(
      RequestHandler admin,
      RequestHandler json,
      RequestHandler query,
      RequestHandler s3,
      RequestHandler unknownService) {
    this.admin = admin;
    this.json = json;
    this.query = query;
    this.s3 = s3;
    this.unknownService = unknownService;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    handlerOf(request).handle(request, response);
  }

  private RequestHandler handlerOf(IncomingRequest request) {
    if (request.header(TARGET_HEADER) != null) {
      return json;
    }
    if (isAdmin(request)) {
      return admin;
    }
    if (isQuery(request)) {
      return query;
    }
    Optional<String> service = SignatureScope.service(request);
    if (isJson(request) || service.filter(JSON_SERVICES::contains).isPresent()) {
      return json;
    }
    if (service.isPresent() && !S3_SERVICES.contains(service.get())) {
      return QUERY_SERVICES.contains(service.get()) ? query : unknownService;
    }
    return s3;
  }

  /**
   * Whether a request without a target is about the server itself. Not when the host names a
   * bucket: then the path is a key, whatever it looks like.
   */
  public static boolean isAdmin(IncomingRequest request) {
    return request.path().startsWith(ADMIN_PATH)
        && VIRTUAL_HOSTS.bucketOf(request.header("Host")).isEmpty();
  }

  static boolean isQuery(IncomingRequest request) {
    if (!request.path().equals("/")) {
      return false;
    }
    boolean form = request.method().equals("POST") && startsWith(request.contentType(), FORM);
    return form || hasAction(request.query());
  }

  private static boolean isJson(IncomingRequest request) {
    return request.method().equals("POST") && startsWith(request.contentType(), AWS_JSON);
  }

  private static boolean hasAction(@Nullable String queryString) {
    return queryString != null
        && (queryString.startsWith(ACTION) || queryString.contains("&" + ACTION));
  }

  private static boolean startsWith(@Nullable String text, String prefix) {
    return text != null && text.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
