package dev.tarn.protocol;

import software.amazon.awssdk.services.iam.IamClient;

class IamRoundTripTest extends RoundTripContract {
  IamRoundTripTest() {
    super(
        IamClient.class,
        ServiceModel.of(IamClient.class, "Iam", "2010-05-08"),
        IamClient.builder());
  }
}
