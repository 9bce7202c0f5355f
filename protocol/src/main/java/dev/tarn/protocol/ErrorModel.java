package dev.tarn.protocol;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One error of a service's model.
 *
 * @param code as on the wire, for example {@code KMSKeyNotAccessibleFault}
 */
public record ErrorModel(String code, Class<? extends AwsServiceException> type) {
  AwsServiceException.Builder newBuilder() {
    return (AwsServiceException.Builder) ModelBuilders.call(type);
  }
}
