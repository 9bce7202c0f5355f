package dev.tarn.protocol.query;

import dev.tarn.protocol.AwsJsonErrors;
import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.WireResponse;
import dev.tarn.protocol.shape.StructureShape;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/** Requests and answers of a Query service, or of EC2; the target prefix is the API version. */
public final class QueryCodec {
  /** Of every answer. */
  public static final String CONTENT_TYPE = "text/xml";

  /** IAM models an output without members for these; the AWS SDK for Go wants to see it. */
  private static final Set<String> WITH_EMPTY_RESULT = Set.of("UpdateRole");

  private QueryCodec() {}

  /** The request that the form's parameters make; parameters outside the model are ignored. */
  public static AwsRequest decode(ServiceModel service, OperationModel operation, QueryForm form) {
    AwsRequest.Builder builder = operation.newRequestBuilder();
    new QueryReader(form, QueryDialect.of(service)).readMembers("", (SdkPojo) builder);
    return builder.build();
  }

  /** The answer of a call that went well. */
  public static WireResponse encode(
      ServiceModel service, OperationModel operation, AwsResponse response, String requestId) {
    QueryDialect dialect = QueryDialect.of(service);
    QueryXml xml = new QueryXml(dialect);
    switch (dialect) {
      case QUERY -> {
        xml.startRoot(operation.name() + "Response", dialect.namespace(service));
        if (!StructureShape.of(response).members().isEmpty()
            || WITH_EMPTY_RESULT.contains(operation.name())) {
          xml.start(operation.name() + "Result");
          xml.members(response);
          xml.end();
        }
        xml.start("ResponseMetadata");
        xml.text("RequestId", requestId);
        xml.end();
        xml.end();
      }
      case EC2 -> {
        xml.declaration();
        xml.startRoot(operation.name() + "Response", dialect.namespace(service));
        xml.text("requestId", requestId);
        xml.members(response);
        xml.end();
      }
    }
    return new WireResponse(
        200, CONTENT_TYPE, Map.of(AwsJsonErrors.REQUEST_ID_HEADER, requestId), xml.toBytes());
  }
}
