package dev.tarn.protocol;

import software.amazon.awssdk.services.glue.GlueClient;

class GlueRoundTripTest extends RoundTripContract {
  GlueRoundTripTest() {
    super(
        GlueClient.class,
        ServiceModel.of(GlueClient.class, "Glue", "AWSGlue"),
        GlueClient.builder());
  }
}
