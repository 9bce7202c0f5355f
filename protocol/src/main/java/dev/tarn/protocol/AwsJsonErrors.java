package dev.tarn.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Exceptions as error answers of AWS JSON 1.1 services. */
public final class AwsJsonErrors {
  /** The content type of every answer of an AWS JSON 1.1 service. */
  public static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  /** The header that carries the request id, in AWS's capitals. */
  public static final String REQUEST_ID_HEADER = "x-amzn-RequestId";

  private static final JsonFactory JSON = new JsonFactory();

  private AwsJsonErrors() {}

  /** The answer to a call of a service that failed with this exception. */
  public static WireResponse encode(
      AwsServiceException exception, ServiceModel service, String requestId) {
    JsonDialect dialect = JsonDialect.of(service);
    String code = AwsErrors.code(exception);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(REQUEST_ID_HEADER, requestId);
    if (dialect.errorTypeHeader()) {
      headers.put("x-amzn-ErrorType", code);
    }
    return new WireResponse(
        AwsErrors.status(exception),
        CONTENT_TYPE,
        headers,
        body(exception, service, dialect, code));
  }

  /**
   * The answer to a call that failed with anything else: the service's internal error, which tells
   * nothing about the cause. Logging the cause is the caller's duty.
   */
  public static WireResponse encodeInternal(ServiceModel service, String requestId) {
    return encode(AwsErrors.internal(service), service, requestId);
  }

  private static byte[] body(
      AwsServiceException exception, ServiceModel service, JsonDialect dialect, String code) {
    try (ByteArrayBuilder out = new ByteArrayBuilder()) {
      try (JsonGenerator generator = JSON.createGenerator(out)) {
        generator.writeStartObject();
        generator.writeStringField("__type", code);
        String message = AwsErrors.message(exception);
        // AWS writes the members in alphabetical order, after the type (measured on Athena).
        Map<String, Step> members = modelledMembers(generator, exception, dialect);
        if (message != null) {
          members.put(messageMember(service, dialect, code), () -> generator.writeString(message));
        }
        for (Map.Entry<String, Step> member : members.entrySet()) {
          generator.writeFieldName(member.getKey());
          member.getValue().write();
        }
        generator.writeEndObject();
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Step> modelledMembers(
      JsonGenerator generator, AwsServiceException exception, JsonDialect dialect) {
    Map<String, Step> members = new TreeMap<>();
    for (MemberShape member : StructureShape.of(exception).members()) {
      Object value = member.get(exception);
      if (value != null) {
        Step step = () -> JsonWriter.writeValue(generator, value, member.value());
        members.put(member.wireName(), step);
        if (dialect.doublesErrorCode() && member.wireName().equals("AthenaErrorCode")) {
          members.put("ErrorCode", step);
        }
      }
    }
    return members;
  }

  private static String messageMember(ServiceModel service, JsonDialect dialect, String code) {
    boolean lowerCase =
        dialect.lowerCaseAlways()
            || dialect.lowerCaseMessage().contains(code)
            || (dialect.lowerCaseUnlessModelled() && service.error(code).isEmpty());
    return lowerCase ? "message" : "Message";
  }

  private interface Step {
    void write() throws IOException;
  }
}
