package dev.tarn.protocol.query;

import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.AwsJsonErrors;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.WireResponse;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Exceptions as error answers of Query services, and the errors of the protocol itself. */
public final class QueryErrors {
  private QueryErrors() {}

  /** The answer to a call of a service that failed with this exception. */
  public static WireResponse encode(
      AwsServiceException exception, ServiceModel service, String requestId) {
    int status = AwsErrors.status(exception);
    QueryDialect dialect = QueryDialect.of(service);
    QueryXml xml = new QueryXml(dialect);
    switch (dialect) {
      case QUERY -> {
        xml.startRoot("ErrorResponse", dialect.namespace(service));
        xml.start("Error");
        xml.text("Type", status >= 500 ? "Receiver" : "Sender");
        codeAndMessage(xml, exception);
        xml.end();
        xml.text("RequestId", requestId);
        xml.end();
      }
      case EC2 -> {
        xml.declaration();
        xml.start("Response");
        xml.start("Errors");
        xml.start("Error");
        codeAndMessage(xml, exception);
        xml.end();
        xml.end();
        xml.text("RequestID", requestId);
        xml.end();
      }
    }
    return new WireResponse(
        status,
        QueryCodec.CONTENT_TYPE,
        Map.of(AwsJsonErrors.REQUEST_ID_HEADER, requestId),
        xml.toBytes());
  }

  private static void codeAndMessage(QueryXml xml, AwsServiceException exception) {
    xml.text("Code", AwsErrors.code(exception));
    String message = AwsErrors.message(exception);
    if (message != null) {
      xml.text("Message", message);
    }
    xml.members(exception);
  }

  /** No such operation in this version of the API. */
  public static AwsServiceException invalidAction(QueryForm form) {
    return AwsErrors.of(
        "InvalidAction",
        "Could not find operation " + form.action() + " for version " + form.version(),
        400);
  }

  static AwsServiceException malformed(String message) {
    return AwsErrors.of("MalformedQueryString", message, 400);
  }

  static AwsServiceException malformedInput(String message) {
    return AwsErrors.of("MalformedInput", message, 400);
  }
}
