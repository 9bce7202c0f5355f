package dev.tarn.protocol;

import software.amazon.awssdk.services.sts.StsClient;

class StsRoundTripTest extends RoundTripContract {
  StsRoundTripTest() {
    super(
        StsClient.class,
        ServiceModel.of(StsClient.class, "Sts", "2011-06-15"),
        StsClient.builder());
  }
}
