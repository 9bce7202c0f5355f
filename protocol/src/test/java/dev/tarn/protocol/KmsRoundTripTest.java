package dev.tarn.protocol;

import software.amazon.awssdk.services.kms.KmsClient;

class KmsRoundTripTest extends RoundTripContract {
  KmsRoundTripTest() {
    super(
        KmsClient.class,
        ServiceModel.of(KmsClient.class, "Kms", "TrentService"),
        KmsClient.builder());
  }
}
