package dev.tarn.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tarn.http.IncomingRequest;
import dev.tarn.http.Leftovers;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.protocol.AwsJsonErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes errors in the protocol of the call that they answer. */
public final class ErrorAnswers {
  private static final JsonFactory JSON = new JsonFactory();

  /** A body that is not read to its end would be taken for the next request. */
  private static final long MAX_DRAINED_BYTES = 1 << 20;

  /** The framework of AWS writes a small m in its own errors, services a capital (measured). */
  private static final Set<String> CAPITAL_MESSAGE_UNLESS =
      Set.of(
          "AccessDeniedException",
          "ExpiredTokenException",
          "IncompleteSignatureException",
          "InvalidSignatureException",
          "MissingAuthenticationTokenException",
          "RequestEntityTooLargeException",
          "UnrecognizedClientException");

  private static final Map<String, String> NAMESPACES =
      Map.of(
          "sts", "https://sts.amazonaws.com/doc/2011-06-15/",
          "iam", "https://iam.amazonaws.com/doc/2010-05-08/");

  private ErrorAnswers() {}

  /** Answers completely. What is left of a small body is read first, so that the client listens. */
  public static void send(IncomingRequest request, OutgoingResponse response, ErrorAnswer error)
      throws IOException {
    Call call = Call.of(request);
    if (!drain(request)) {
      response.header("Connection", "close");
    }
    String requestId = new RequestIds().newUuid();
    switch (call.protocol()) {
      case S3 -> sendS3(request, response, error);
      case QUERY -> {
        response.header(AwsJsonErrors.REQUEST_ID_HEADER, requestId);
        String xml =
            call.service().equals("ec2")
                ? ec2Xml(error, requestId)
                : queryXml(call.service(), error, requestId);
        Responses.send(response, error.status(), "text/xml", xml.getBytes(StandardCharsets.UTF_8));
      }
      case AWS_JSON, ADMIN, OTHER -> {
        response.header(AwsJsonErrors.REQUEST_ID_HEADER, requestId);
        response.header("x-amzn-ErrorType", error.code());
        Responses.send(response, error.status(), AwsJsonErrors.CONTENT_TYPE, json(error));
      }
    }
  }

  private static byte[] json(ErrorAnswer error) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("__type", error.code());
      boolean capital = !CAPITAL_MESSAGE_UNLESS.contains(error.code());
      json.writeStringField(capital ? "Message" : "message", error.message());
      json.writeEndObject();
    }
    return body.toByteArray();
  }

  private static String queryXml(String service, ErrorAnswer error, String requestId) {
    String namespace = NAMESPACES.getOrDefault(service, NAMESPACES.getOrDefault("sts", ""));
    return "<ErrorResponse xmlns=\""
        + namespace
        + "\"><Error><Type>"
        + (error.status() >= 500 ? "Receiver" : "Sender")
        + "</Type>"
        + element("Code", error.code())
        + element("Message", error.message())
        + "</Error>"
        + element("RequestId", requestId)
        + "</ErrorResponse>";
  }

  private static String ec2Xml(ErrorAnswer error, String requestId) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error>"
        + element("Code", error.code())
        + element("Message", error.message())
        + "</Error></Errors>"
        + element("RequestID", requestId)
        + "</Response>";
  }

  private static void sendS3(IncomingRequest request, OutgoingResponse response, ErrorAnswer error)
      throws IOException {
    String requestId = RequestIds.newS3Id();
    String hostId = RequestIds.newS3HostId();
    response.header("x-amz-request-id", requestId);
    response.header("x-amz-id-2", hostId);
    response.header("Server", "AmazonS3");
    if (request.method().equals("HEAD")) {
      response.status(error.status());
      return;
    }
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
    xml.append(element("Code", error.code())).append(element("Message", error.message()));
    new TreeMap<>(error.details()).forEach((name, value) -> xml.append(element(name, value)));
    xml.append(element("RequestId", requestId)).append(element("HostId", hostId));
    xml.append("</Error>");
    Responses.send(
        response,
        error.status(),
        "application/xml",
        xml.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String element(String name, String value) {
    StringBuilder text = new StringBuilder("<").append(name).append('>');
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '&' -> text.append("&amp;");
            case '\n', '\t' -> text.appendCodePoint(c);
            default -> text.appendCodePoint(isXml(c) ? c : '\uFFFD');
          }
        });
    return text.append("</").append(name).append('>').toString();
  }

  private static boolean isXml(int c) {
    return c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }

  /** Reads what little there is of the body; false when it is a lot or cannot be read. */
  private static boolean drain(IncomingRequest request) {
    return request instanceof BufferedRequest
        || (request.contentLength() <= MAX_DRAINED_BYTES
            && Leftovers.read(request, MAX_DRAINED_BYTES));
  }
}
