package dev.tarn.protocol;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One AWS operation as the SDK's client interface and model metadata describe it.
 *
 * @param name as on the wire, for example {@code GetMLTransform}
 */
public record OperationModel(
    String name,
    Class<? extends AwsRequest> requestType,
    Class<? extends AwsResponse> responseType) {
  /** A fresh request builder, to be filled by the model's metadata. */
  public AwsRequest.Builder newRequestBuilder() {
    return (AwsRequest.Builder) ModelBuilders.newBuilder(requestType.asSubclass(SdkPojo.class));
  }

  public AwsResponse.Builder newResponseBuilder() {
    return (AwsResponse.Builder) ModelBuilders.newBuilder(responseType.asSubclass(SdkPojo.class));
  }
}
