package dev.tarn.protocol.query;

import dev.tarn.protocol.AwsJsonErrors;
import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.WireResponse;
import dev.tarn.protocol.shape.StructureShape;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/** Requests and answers of a Query service, whose target prefix is its API version. */
public final class QueryCodec {
  /** Of every answer. */
  public static final String CONTENT_TYPE = "text/xml";

  private QueryCodec() {}

  /** The request that the form's parameters make; parameters outside the model are ignored. */
  public static AwsRequest decode(OperationModel operation, QueryForm form) {
    AwsRequest.Builder builder = operation.newRequestBuilder();
    new QueryReader(form).readMembers("", (SdkPojo) builder);
    return builder.build();
  }

  public static WireResponse encode(
      ServiceModel service, OperationModel operation, AwsResponse response, String requestId) {
    QueryXml xml = new QueryXml();
    xml.startRoot(operation.name() + "Response", namespace(service));
    if (!StructureShape.of(response).members().isEmpty()) {
      xml.start(operation.name() + "Result");
      xml.members(response);
      xml.end();
    }
    xml.start("ResponseMetadata");
    xml.text("RequestId", requestId);
    xml.end();
    xml.end();
    return new WireResponse(
        200, CONTENT_TYPE, Map.of(AwsJsonErrors.REQUEST_ID_HEADER, requestId), xml.toBytes());
  }

  /** For example {@code https://sts.amazonaws.com/doc/2011-06-15/}. */
  static String namespace(ServiceModel service) {
    String host = service.serviceName().toLowerCase(Locale.ROOT) + ".amazonaws.com";
    return "https://" + host + "/doc/" + service.targetPrefix() + "/";
  }
}
