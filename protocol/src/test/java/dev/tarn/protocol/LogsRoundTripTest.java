package dev.tarn.protocol;

import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

class LogsRoundTripTest extends RoundTripContract {
  LogsRoundTripTest() {
    super(
        CloudWatchLogsClient.class,
        ServiceModel.of(CloudWatchLogsClient.class, "CloudWatchLogs", "Logs_20140328"),
        CloudWatchLogsClient.builder());
  }
}
