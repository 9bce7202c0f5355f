package dev.tarn.protocol;

import software.amazon.awssdk.services.athena.AthenaClient;

class AthenaRoundTripTest extends RoundTripContract {
  AthenaRoundTripTest() {
    super(
        AthenaClient.class,
        ServiceModel.of(AthenaClient.class, "Athena", "AmazonAthena"),
        AthenaClient.builder());
  }
}
