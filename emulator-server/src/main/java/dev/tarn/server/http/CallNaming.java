package dev.tarn.server.http;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.http.RequestHandler;
import dev.tarn.protocol.query.QueryForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Finds out what each request asks for and tells everyone behind it. */
public final class CallNaming implements RequestHandler {
  /** Target prefixes and the names that signatures use. */
  private static final Map<String, String> JSON_SERVICES =
      Map.of(
          "AWSGlue", "glue",
          "AmazonAthena", "athena",
          "TrentService", "kms",
          "Logs_20140328", "logs");

  private static final int MAX_NAMES = 2_000;
  private static final int MAX_LENGTH = 100;

  private final RequestHandler next;

  /** Targets are few and come again and again. */
  private final ConcurrentHashMap<String, Call> targets = new ConcurrentHashMap<>();

  public CallNaming(RequestHandler next) {
    this.next = next;
  }

  @Override
  public void handle(IncomingRequest request, OutgoingResponse response) throws IOException {
    String target = request.header(Router.TARGET_HEADER);
    if (target != null) {
      pass(request, response, ofTarget(target));
    } else if (Router.isAdmin(request)) {
      pass(request, response, admin(request));
    } else if (Router.isQuery(request)) {
      BufferedRequest buffered = new BufferedRequest(request);
      pass(buffered, response, ofForm(buffered));
    } else {
      pass(request, response, ofPath(request));
    }
  }

  private void pass(IncomingRequest request, OutgoingResponse response, Call call)
      throws IOException {
    request.attribute(Call.ATTRIBUTE, call);
    next.handle(request, response);
  }

  private Call ofTarget(String target) {
    Call known = targets.get(target);
    if (known != null) {
      return known;
    }
    AwsJsonHandler.Target parsed = AwsJsonHandler.Target.of(target);
    String service = JSON_SERVICES.getOrDefault(parsed.prefix(), shortened(parsed.prefix()));
    Call call = new Call(WireProtocol.AWS_JSON, service, shortened(parsed.operation()));
    if (targets.size() < MAX_NAMES && target.length() <= MAX_LENGTH) {
      targets.put(target, call);
    }
    return call;
  }

  private static Call ofForm(BufferedRequest request) throws IOException {
    String signedFor = SignatureScope.service(request).orElse("sts");
    return new Call(WireProtocol.QUERY, shortened(signedFor), shortened(action(request)));
  }

  private static String action(BufferedRequest request) throws IOException {
    String query = request.query() == null ? "" : request.query();
    try {
      String body = new String(request.bytes(), StandardCharsets.UTF_8);
      return QueryForm.parse(query + "&" + body).action();
    } catch (AwsServiceException e) {
      return ""; // the handler of the protocol will say so
    }
  }

  private static Call ofPath(IncomingRequest request) {
    String service = SignatureScope.service(request).orElse("s3");
    if (service.equals("s3") || service.equals("s3express")) {
      return new Call(WireProtocol.S3, "s3", S3OperationNames.of(request));
    }
    String json = request.contentType();
    boolean known = JSON_SERVICES.containsValue(service);
    if (known || (json != null && json.startsWith("application/x-amz-json-"))) {
      return new Call(WireProtocol.AWS_JSON, shortened(service), "");
    }
    return new Call(WireProtocol.OTHER, shortened(service), request.method());
  }

  private static Call admin(IncomingRequest request) {
    String path = request.path().substring(Router.ADMIN_PATH.length());
    int slash = path.indexOf('/');
    return new Call(
        WireProtocol.ADMIN, "tarn", shortened(slash < 0 ? path : path.substring(0, slash)));
  }

  private static String shortened(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
  }
}
